"""Tells the database on whose behalf a transaction runs, so that row security can answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from accounts.actor import Actor
from vault.opening import Ticket, holding_bytes

SETTINGS = ("rt.principal", "rt.agency", "rt.partnership", "rt.principals", "rt.event", "rt.oversight")
_WRITE = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)
_READ = "select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)


def _values(actor: Actor | None) -> tuple[str, ...]:
    if actor is None:
        return ("",) * len(SETTINGS)
    principals = "{" + ",".join(map(str, actor.principals)) + "}"
    return str(actor.principal), str(actor.agency_id), str(actor.partnership_id), principals, "", actor.oversight


def _write(values: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)


def _read() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return tuple(cursor.fetchone())


def set_context(actor: Actor | None) -> None:
    """Put the actor into the open transaction in one round trip; None empties it. Refuses where no transaction is open."""
    if not connection.in_atomic_block:
        message = "The walls' context lives in a transaction: use acting(actor) outside requests."
        raise RuntimeError(message)
    _write(_values(actor))


@contextmanager
def acting(actor: Actor) -> Iterator[list[Ticket]]:
    """One transaction as this actor, for jobs, commands and tests; what held before in an outer one holds again after.

    A failure rolls back, and the context with it.
    """
    with holding_bytes() as tickets, transaction.atomic():
        before = _read()
        _write(_values(actor))
        yield tickets
        _write(before)
