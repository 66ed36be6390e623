"""Writing the ledger: an event is opened in the transaction of its act, and hands out the ticket to open by."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import connection, models

from audit.ledger.acts import Act
from vault.ids import uuid7
from vault.opening import Ticket, hold

Fact = str | int | bool | UUID | None
Facts = Mapping[str, Fact | Iterable[Fact]]

WORD = re.compile(r"[A-Za-z0-9_.:/-]{0,64}")
INSERT = (
    "INSERT INTO ledger_event (id, form, kind, act, actor_kind, actor_id, agency_id, partnership_id, subject_kind,"
    " subject_id, owner_id, purpose, facts) VALUES (%s, 1, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
OPEN = " RETURNING coalesce(current_setting('rt.event', true), ''), set_config('rt.event', id::text, true)"
SHOW = (
    'INSERT INTO ledger_eventrow (event_id, "table", op, row_id, owner_id)'
    " SELECT %s, %s, 'S', * FROM unnest(%s::text[], %s::text[])"
)
TELL = "INSERT INTO ledger_eventowner (event_id, owner_id) SELECT %s, unnest(%s::text[]) ON CONFLICT DO NOTHING"
RESTORE = "SELECT set_config('rt.event', %s, true)"

_current: ContextVar[str] = ContextVar("current_event", default="")


class NotRecordable(ValueError):
    """A fact of an event may hold codes, ids and numbers; never somebody's words."""


class Who(Protocol):
    """Who acts: a user, a service or the system, for one agency in one partnership."""

    @property
    def kind(self) -> str:
        """What sort of actor: user, service or system."""

    @property
    def principal(self) -> UUID:
        """Their own id."""

    @property
    def agency_id(self) -> UUID:
        """The agency they act for."""

    @property
    def partnership_id(self) -> UUID:
        """The partnership they act in."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about, and the agency whose record that is."""

    kind: str
    id: UUID | str = ""
    owner_id: UUID | str = ""


NOBODY = Subject("")


@contextmanager
def event(
    act: Act, *, by: Who, subject: Subject = NOBODY, purpose: str = "", facts: Facts | None = None
) -> Iterator[Ticket]:
    """Open an event, to which the database attaches every row changed until the end of the block; yields its ticket.

    Refuses to work outside a transaction: the event and its act stand or fall together. A failure needs no clean-up,
    because the setting rolls back with the transaction or savepoint.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An event needs the transaction of its act.")
    event_id = uuid7()
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT + OPEN,
            _values(event_id, act, by, subject, purpose, facts or {}),
        )
        before = cursor.fetchone()[0]
    token = _current.set(str(event_id))
    try:
        yield hold(Ticket(event_id=event_id, partnership_id=by.partnership_id, agency_id=by.agency_id))
    finally:
        _current.reset(token)
    with connection.cursor() as cursor:
        cursor.execute(RESTORE, [before])


def record(
    act: Act, *, by: Who | None, subject: Subject = NOBODY, purpose: str = "", facts: Facts | None = None
) -> UUID:
    """Write an event that changes and opens nothing: a denial, a sign-in, an alarm."""
    event_id = uuid7()
    with connection.cursor() as cursor:
        cursor.execute(INSERT, _values(event_id, act, by, subject, purpose, facts or {}))
    return event_id


def shown(ticket: Ticket, model: type[models.Model], rows: Iterable[tuple[UUID, UUID]]) -> None:
    """Write down the rows that a page or list showed, as (id, owner agency), and whose business that is."""
    ids, owners = [], []
    for row, owner in rows:
        ids.append(str(row))
        owners.append(str(owner))
    with connection.cursor() as cursor:
        cursor.execute(SHOW, [ticket.event_id, model._meta.db_table, ids, owners])
        others = sorted(set(owners) - {str(ticket.agency_id)})
        if others:
            cursor.execute(TELL, [ticket.event_id, others])


def current_event() -> str:
    """The id of the event now open, for change logs that want to name it; empty where none is open."""
    return _current.get()


def _values(event_id: UUID, act: Act, by: Who | None, subject: Subject, purpose: str, facts: Facts) -> list[str | UUID]:
    who = ("", "", "", "") if by is None else (by.kind, str(by.principal), str(by.agency_id), str(by.partnership_id))
    what = (_word(subject.kind), _word(str(subject.id)), _word(str(subject.owner_id)))
    return [event_id, act.kind.value, act.code, *who, *what, _word(purpose), json.dumps(_checked(facts))]


def _checked(facts: Facts) -> dict[str, object]:
    return {_word(name): _plain(value) for name, value in facts.items()}


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str):
        return _word(value)
    if isinstance(value, Iterable):
        return [_plain(part) for part in value]
    raise NotRecordable(f"A fact of type {type(value).__name__} cannot be recorded.")


def _word(text: str) -> str:
    if not WORD.fullmatch(text):
        raise NotRecordable("A fact must be a code, an id or a number.")
    return text
