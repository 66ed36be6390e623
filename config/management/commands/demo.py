"""`demo`: the whole product with an invented partnership, from nothing to a page in the browser."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from accounts.roles import Role
from config.demo.database import NotThatWay, leave, prepare, stories
from config.demo.generator import MOST_PEOPLE, PEOPLE
from config.demo.loading import PASSWORD
from config.demo.serving import NAME, CannotServe, require_free, server, wait, worker
from config.demo.staff import all_staff
from config.steps import ROOT

PORT = 8000
FLAG = "ROUNDTABLE_DEMO"


def number_of_people(text: str) -> int:
    """A number of people that the demo can hold; refuses (ArgumentTypeError) any other, and what is no number."""
    if not text.isdecimal() or int(text) > MOST_PEOPLE:
        raise ArgumentTypeError(f"{text} is not a number from 0 to {MOST_PEOPLE:,}")
    return int(text)


class Command(BaseCommand):
    """Set up and serve a demo of the product on this machine: invented people, real encryption, every role."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("--reset", action="store_true", help="make it afresh; what was typed into it is lost")
        parser.add_argument("--port", type=int, default=PORT, help=f"where to serve (default {PORT})")
        parser.add_argument("--no-serve", action="store_true", help="make everything ready, then stop")
        parser.add_argument("--stories", action="store_true", help="say which cases tell a story, and who opens them")
        parser.add_argument(
            "--people", type=number_of_people, metavar="N",
            help=f"people to invent, 0 to {MOST_PEOPLE:,} (default {PEOPLE}); needs --reset where a demo exists",
        )  # fmt: skip

    def run_from_argv(self, argv: list[str]) -> None:
        """Begin again with the demo switched on: it is read with the settings, and holds for this process alone."""
        if not settings.DEMO:
            again = [sys.executable, str(ROOT / "manage.py"), *argv[1:]]
            os.execve(sys.executable, again, {**os.environ, FLAG: "1"})  # noqa: S606
        super().run_from_argv(argv)

    def handle(self, *_: Any, **options: Any) -> None:
        """Make the demo ready, and serve it until Ctrl-C."""
        if not settings.DEMO:
            raise CommandError(f"The demo runs where {FLAG}=1 alone. Next: python3 manage.py demo")
        try:
            if options["stories"]:
                self.stdout.write(stories())
            else:
                self._make_ready(**options)
        except (CannotServe, NotThatWay) as refusal:
            raise CommandError(str(refusal)) from refusal
        except KeyboardInterrupt:
            raise CommandError("Interrupted. What was half done is undone; the same command begins again.") from None

    def _make_ready(self, *, people: int | None, reset: bool, no_serve: bool, port: int, **_: Any) -> None:
        try:
            if not no_serve:
                require_free(port)
            prepare(people, reset=reset, console=Console(stderr=True))
            if no_serve:
                self.stdout.write("The demo is ready. Next: python3 manage.py demo")
            else:
                self._serve(port)
        finally:
            leave()

    def _serve(self, port: int) -> None:
        with worker(port), server(port) as process:
            self.stdout.write(welcome(port))
            self.stdout.flush()  # also where this is read by a program, or kept in a file
            wait(process)
        self.stdout.write("\nThe demo has stopped. What was typed is kept: python3 manage.py demo goes on from there.")


def welcome(port: int) -> str:
    """Say where the demo is and how to get in: one sign-in for each role."""
    sign_ins = {Role(member.roles[0]).label: member.email for member in all_staff() if member.well_known}
    width = max(map(len, sign_ins))
    return "\n".join([
        "", f"The demo is at http://{NAME}:{port}/", "",
        *(f"  {role:<{width}}  {email}" for role, email in sign_ins.items()), "",
        f"  Password for everyone: {PASSWORD}",
        "  Second step: the code is shown on the page. That exists only in the demo.",
        "  Cases that tell a story, with who opens them: python3 manage.py demo --stories", "",
        "Stop with Ctrl-C.",
    ])  # fmt: skip
