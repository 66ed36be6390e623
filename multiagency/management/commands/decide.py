"""`decide`: the sharing decision on cases of a file, under the policy in force today. Nothing is stored."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from multiagency.sharing.case_file import BadCase, cases_in
from multiagency.sharing.decide import decide
from multiagency.sharing.policy import policy_on

MALFORMED = 2
"""The exit code where the file, or any case of it, cannot be read: then no case is answered."""


class Command(BaseCommand):
    """Decide every case, and print one JSON object a line: its id, the outcome, and the rules that fired."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument(
            "file",
            metavar="FILE",
            help='a JSON list of {"id", "facts"}, facts over the baseline; - reads it from stdin',
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Read the whole file, then answer; a refusal names the case and the fact, and answers no case."""
        try:
            policy = policy_on(timezone.localdate())
            cases = cases_in(_read(options["file"]), policy)
        except OSError as fault:
            raise CommandError(f"{options['file']} cannot be read: {fault.strerror}.", returncode=MALFORMED) from None
        except (BadCase, LookupError) as fault:
            raise CommandError(f"{fault} Nothing was decided.", returncode=MALFORMED) from None
        for name, facts in cases:
            decided = decide(facts, policy)
            self.stdout.write(json.dumps({"id": name, "outcome": decided.outcome, "rules": decided.fired}))


def _read(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
