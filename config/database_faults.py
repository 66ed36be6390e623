"""What somebody at a terminal is told when the database cannot be used."""

from typing import Final

from django.db import DatabaseError, OperationalError
from psycopg import errors

NO_ANSWER: Final = (
    "The database does not answer, or does not let this login in.\n"
    "Next: start PostgreSQL, check DATABASE_URL and DATABASE_OWNER_URL, and run: python3 manage.py doctor"
)
NOT_READY: Final = (
    "The database is not ready for this version: something that it should hold is not there.\n"
    "Next: python3 manage.py migrate, with DATABASE_OWNER_URL set as docs/configuration.md says."
)


def in_words(fault: DatabaseError) -> str | None:
    """Say what to do about a database that is away or was not migrated; None for any other fault, which is ours."""
    cause = fault.__cause__
    if isinstance(cause, errors.UndefinedTable | errors.UndefinedColumn | errors.UndefinedFunction):
        return NOT_READY
    away = isinstance(fault, OperationalError) and getattr(cause, "sqlstate", None) is None
    return NO_ANSWER if away else None
