"""`test`: every test, side by side where they may be, in the environment that the command itself has made."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.testing import Run


class Command(BaseCommand):
    """Run the tests of the fast lane; --slow adds races, kills, matrices and scale. Other arguments go to pytest."""

    help = __doc__ or ""
    requires_system_checks = ()
    stealth_options = ("arguments",)

    def run_from_argv(self, argv: list[str]) -> None:
        """Keep what is pytest's: Django would refuse the options that it does not know."""
        parser = self.create_parser(argv[0], argv[1])
        options, for_pytest = parser.parse_known_args(argv[2:])
        try:
            self.handle(slow=options.slow, marked=options.marked, arguments=for_pytest)
        except CommandError as error:
            self.stderr.write(str(error))
            sys.exit(1)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is not pytest's."""
        parser.add_argument("--slow", action="store_true", help="also run the tests marked slow")
        parser.add_argument("-m", dest="marked", default="", help="run only tests with these markers")

    def handle(self, *_: Any, **options: Any) -> None:
        """Run the lanes; the exit code is honest."""
        run = Run(slow=options["slow"], marked=options["marked"], arguments=options["arguments"])
        if failures := run.carry_out():
            raise CommandError("\n".join(["", *failures]))
