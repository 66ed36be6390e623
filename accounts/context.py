"""Tells the database on whose behalf a transaction runs, so that row security can answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from accounts.actor import Actor, system_actor
from accounts.acts import REFUSED
from accounts.denials import Denied
from audit.ledger.events import NOBODY, Fact, record
from audit.ledger.models import Event
from vault.opening import Ticket, hold, holding_bytes

SETTINGS = ("rt.principal", "rt.agency", "rt.partnership", "rt.principals", "rt.event", "rt.oversight")
_WRITE = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)
_READ = "select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)


class RecordLost(RuntimeError):
    """Something was opened whose record was rolled back, so nothing of it may be kept or sent."""


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
    """Put the actor into the open transaction in one round trip; None empties it. Refuses outside a transaction."""
    if not connection.in_atomic_block:
        message = "The walls' context lives in a transaction: use acting(actor) outside requests."
        raise RuntimeError(message)
    _write(_values(actor))


def still_recorded(tickets: list[Ticket]) -> bool:
    """Whether every event under which something was opened is still there: a savepoint rolled back takes it away.

    Each is the business of the agency for which it was opened. One that was opened on another agency's behalf than the
    one now acting is looked for as that agency.
    """
    lost = _unseen(tickets)
    if not lost:
        return True
    before = _read()
    for agency_id in {ticket.agency_id for ticket in lost}:
        theirs = [ticket for ticket in lost if ticket.agency_id == agency_id]
        _write(_values(system_actor("record", theirs[0].partnership_id, agency_id)))
        if _unseen(theirs):
            return False  # the transaction is rolled back, and what is set in it
    _write(before)
    return True


def _unseen(tickets: list[Ticket]) -> list[Ticket]:
    wanted = {ticket.event_id for ticket in tickets}
    seen = set(Event.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return [ticket for ticket in tickets if ticket.event_id not in seen]


def record_denial(denied: Denied, actor: Actor | None, **facts: Fact) -> None:
    """Write a refusal into the ledger, in a transaction that is not the refused one."""
    told = {**denied.facts, **facts, "act": denied.act.code, "reason": denied.reason_code}
    record(REFUSED, by=actor, subject=denied.subject or NOBODY, facts=told)


@contextmanager
def acting(actor: Actor) -> Iterator[list[Ticket]]:
    """One transaction as this actor, for jobs, commands and tests; what held before in an outer one holds again after.

    A failure rolls back, and the context with it; a refusal is recorded then, and goes on to the caller. Refuses, with
    RecordLost, to commit where something was opened whose record was rolled back.
    """
    outermost = not connection.in_atomic_block
    try:
        with holding_bytes() as tickets, transaction.atomic():
            before = _read()
            _write(_values(actor))
            yield tickets
            if not still_recorded(tickets):
                raise RecordLost
            _write(before)
    except Denied as denied:
        if outermost:
            with transaction.atomic():
                _write(_values(actor))
                record_denial(denied, actor)
        raise
    for ticket in tickets:
        hold(ticket)  # an outer transaction, if there is one, may yet roll these back: it must count them too
