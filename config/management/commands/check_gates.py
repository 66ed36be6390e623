"""`check_gates`: prove that walls, lists, keys and sharing decisions agree on who may see which case."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actor import system_actor
from accounts.agencies.models import Partnership
from accounts.context import acting
from casework.acts import GATES_DISAGREE
from casework.cases.gates import NAME, check_gates
from multiagency.acts import SHARES_DISAGREE
from multiagency.standing_shares.checking import check_shares

PROBLEMS = GATES_DISAGREE | SHARES_DISAGREE


class Command(BaseCommand):
    """Check every partnership, as the worker does each night; what is found is an alarm for its agencies' officers."""

    help = __doc__ or ""

    def handle(self, **_: Any) -> None:
        """Print what was found, in numbers; refuses to end well where anything was."""
        found: Counter[str] = Counter()
        for partnership_id in Partnership.objects.values_list("pk", flat=True):
            actor = system_actor(NAME, partnership_id)
            with acting(actor):
                found.update(one.problem for one in (*check_gates(actor=actor), *check_shares(actor=actor)))
        if not found:
            self.stdout.write("The gates to every case agree.")
            return
        for problem, count in sorted(found.items()):
            self.stderr.write(f"{count:7} {problem}: {PROBLEMS[problem]}.")
        raise CommandError(
            "The gates do not agree. Each case is named in an alarm on the Audit page of the agency that holds it. "
            "Next: python3 manage.py rebuild_access mends what begins with access; the rest is for whoever answers for "
            "the agency's sharing."
        )
