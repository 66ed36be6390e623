"""`migrate`, under the owner's login."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connection

from config.database_login import as_owner, require_owner_login

# What the owner makes the application may read and write; the walls and the ledger's triggers then narrow that.
FOR_THE_APPLICATION = (
    "alter default privileges in schema public grant select, insert, update, delete on tables to rt_app",
    "alter default privileges in schema public grant usage, select on sequences to rt_app",
)


class Command(migrate.Command):
    """Update the database schema as its owner; the application's login could not."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate as the owner, who first lets the application use what it will make."""
        with as_owner():
            require_owner_login()
            with connection.cursor() as cursor:
                for statement in FOR_THE_APPLICATION:
                    cursor.execute(statement)
            super().handle(*args, **options)
