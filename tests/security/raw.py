"""Statements of an attacker's own making, run with the application's login."""

import json
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from vault.ids import uuid7

# A copy of a row with some columns changed.
COPIED = "INSERT INTO {0} SELECT (jsonb_populate_record(t, %s)).* FROM {0} t WHERE t.id = %s"


def changed(**columns: object) -> str:
    """What is different in the copy of a row that COPIED writes."""
    return json.dumps({name: str(value) for name, value in {"id": uuid7(), **columns}.items()})


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the application's login gets for a statement of its own making."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall()) if cursor.description else []


def pretend(agency: object = "", partnership: object = "", **more: str) -> None:
    """Set a context as an attacker would who may run any statement."""
    settings = {"agency": str(agency), "partnership": str(partnership), "principals": "{}", "event": "", **more}
    for name, value in settings.items():
        sql("SELECT set_config(%s, %s, true)", f"rt.{name}", value)


def refused(statement: str, *values: Any) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        sql(statement, *values)
    return str(refusal.value)
