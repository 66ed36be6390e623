"""`index_names`: the codes by which people are found by name, for everybody who has none or has older ones."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.database_login import require_app_login
from casework.people.reindexing import index_agency, indexers


class Command(BaseCommand):
    """Run it after an upgrade that says so. It may be stopped and run again, while people work."""

    help = __doc__ or ""

    def handle(self, *_: Any, **__: Any) -> None:
        """Do every agency, and say how many people were done and how many could not be opened."""
        require_app_login()
        done = sealed = 0
        for actor in indexers():
            for step in index_agency(actor):
                done, sealed = done + step.done, sealed + step.sealed
        self.stdout.write(_said(done))
        if sealed:
            self.stdout.write(
                f"{sealed:,} could not be opened, and were left as they are: see the alarms in the record."
            )


def _said(done: int) -> str:
    if not done:
        return "Nobody had to be done: everybody's codes are those of this version."
    return f"{done:,} {'person' if done == 1 else 'people'} can now be found by name."
