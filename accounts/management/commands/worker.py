"""`worker`: carries out the work beside the pages until it is told to stop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts.checks import require_closed_demo
from accounts.database_login import require_app_login
from accounts.jobs.worker import STALLED_SECONDS, Worker
from accounts.restores.position import require_not_older, watch
from vault.provider import root


class Command(BaseCommand):
    """Carry out background work.

    Refuses the owner's or a superuser's login, a start without the root key, and a database put back in time.

    SIGTERM and Ctrl-C let the jobs under way come to their end; what a killed worker leaves, another one takes up.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("--jobs", type=int, default=2, metavar="N", help="how many run at once (default 2)")
        parser.add_argument(
            "--stalled-after", type=float, default=STALLED_SECONDS, metavar="SECONDS",
            help=f"silence after which another worker is taken to be dead (default {STALLED_SECONDS:.0f})",
        )  # fmt: skip
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *_: Any, **options: Any) -> None:
        """Work until the end."""
        require_closed_demo()
        require_app_login()
        root()
        require_not_older()
        watch()
        Worker(options["jobs"], options["stalled_after"], once=options["once"]).work()
