"""`rebuild_access`: make anew what lists of cases read, from cases, shares and grants."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from accounts.actor import NO_AGENCY, system_actor
from audit.ledger.events import record
from casework.acts import ACCESS_REBUILT
from config.database_login import as_owner, require_owner_login

BATCH = 1000


class Command(BaseCommand):
    """Rebuild the projection of who is reached by which case, while others work; it may be stopped and run again.

    Triggers keep it, so this is needed only after a fault that `check_gates` tells of. It needs the owner's login.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("--batch", type=int, default=BATCH, help="how many cases are locked at a time")

    def handle(self, *, batch: int, **_: Any) -> None:
        """Go through all cases in order, a transaction for each batch."""
        with as_owner():
            require_owner_login()
            last: UUID | None = UUID(int=0)
            while last is not None:
                last = _rebuilt_after(last, batch)
            with transaction.atomic():
                record(ACCESS_REBUILT, by=system_actor("rebuild_access", NO_AGENCY))
        self.stdout.write(
            "The lists of cases are rebuilt. Next: python3 manage.py check_gates looks whether all agrees."
        )


def _rebuilt_after(last: UUID, batch: int) -> UUID | None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT access_rebuild_after(%s, %s)", [last, batch])
        found: UUID | None = cursor.fetchone()[0]
    return found
