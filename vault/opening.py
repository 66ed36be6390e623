"""Opening and sealing, in batches. Nothing is opened without the ticket of a recorded event.

What is opened is returned by row id and field, never put onto a model instance, where save(), pickle or a change log
could meet it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, models

from vault import envelope as env
from vault.envelope import Unreadable
from vault.fields import PlaintextRefused, Sealed, SealedField, sealed_fields
from vault.keys import NoGrant, active_keys, ciphers_for, compartment, holder
from vault.roots.root import RootKeyUnavailable

__all__ = [
    "NoGrant", "NoTicket", "PlaintextRefused", "Shut", "Ticket", "Unreadable",
    "hold", "holding_bytes", "open_permitted", "open_sealed", "seal",
]  # fmt: skip

Opened = dict[UUID, dict[str, Any]]


class NoTicket(PermissionError):
    """Opening outside the request or job whose record says so."""


class Shut(StrEnum):
    """Why a value that was asked for is not shown."""

    NO_GRANT = "NO_GRANT"
    NOT_NOW = "NOT_NOW"
    UNREADABLE = "UNREADABLE"


# ---- tickets
@dataclass(eq=False, slots=True)
class Ticket:
    """Leave to open, made by the ledger alone when it has recorded who looks; a committed one opens only `rows`."""

    event_id: UUID
    partnership_id: UUID
    agency_id: UUID
    rows: frozenset[UUID] = frozenset()
    committed: bool = False


_holding: ContextVar[list[Ticket] | None] = ContextVar("vault_holding", default=None)


@contextmanager
def holding_bytes() -> Iterator[list[Ticket]]:
    """Gather the tickets of a request or job, whose caller sends nothing until the transaction has committed."""
    tickets: list[Ticket] = []
    token = _holding.set(tickets)
    try:
        yield tickets
    finally:
        _holding.reset(token)


def hold(ticket: Ticket) -> Ticket:
    """Put a ticket on the list of the request or job under way, if there is one."""
    held = _holding.get()
    if held is not None:
        held.append(ticket)
    return ticket


def _require(ticket: Ticket, objects: Iterable[models.Model]) -> None:
    if ticket.committed:
        if not ticket.rows.issuperset(obj.pk for obj in objects):
            raise NoTicket("A committed event opens only the rows that it names.")
    elif not (connection.in_atomic_block and any(held is ticket for held in _holding.get() or ())):
        raise NoTicket("Open inside the request or job that recorded the event.")


# ---- which values, and where they were sealed
@dataclass(frozen=True, slots=True)
class Column:
    """A sealed column of one partnership's rows; `category` is empty where it stands in a clear column of each row."""

    name: str
    field: SealedField
    scope: bytes
    category: bytes


Stored = tuple[bytes, Column, bytes, bytes | None]
"""A stored value: row, column, envelope, and its place (key id 16 | compartment), None where it is not an envelope.

A plain tuple of bytes: a page has thousands, and objects and UUIDs would cost more than the opening.
"""


def columns_of(fields: Iterable[SealedField], partnership_id: UUID) -> list[Column]:
    """Give the columns of these fields, with what their values are bound to in a partnership."""
    return [
        Column(field.name, field, partnership_id.bytes + field.label.encode(), field.category.encode())
        for field in fields
    ]


def _named(model: type[models.Model], names: Iterable[str]) -> list[SealedField]:
    known = sealed_fields(model)
    unknown = set(names) - known.keys()
    if unknown:
        raise LookupError(f"{model.__name__} has no sealed field {', '.join(sorted(unknown))}.")
    return [known[name] for name in names]


def _category(values: Mapping[str, Any], field: SealedField) -> str:
    return str(field.category or _loaded(values, field.category_from))


def _loaded(values: Mapping[str, Any], name: str) -> Any:
    """Give a column's value without asking the database, which would be one query a row."""
    try:
        return values[name]
    except KeyError:
        raise RuntimeError(f"The column {name} was deferred: fetch it in the query.") from None


def holder_of(obj: models.Model) -> bytes:
    """Give, as bytes, whose key seals a row."""
    subject, owner = obj.SEALED_FOR  # type: ignore[attr-defined]  # vault.E002 asks every sealed model for it
    values = obj.__dict__
    return holder(_loaded(values, "partnership_id"), _loaded(values, subject), _loaded(values, owner))


def stored_values(obj: models.Model, columns: Iterable[Column]) -> list[Stored]:
    """Give what a row holds in these columns, but for NULL."""
    values, held, row = obj.__dict__, holder_of(obj), obj.pk.bytes
    found: list[Stored] = []
    for column in columns:
        sealed = _loaded(values, column.name)
        if sealed is None:
            continue
        here = held + column.category if column.category else compartment(held, _category(values, column.field))
        envelope = sealed.envelope
        found.append((row, column, envelope, env.key_id(envelope) + here if env.is_ours(envelope) else None))
    return found


# ---- opening
def open_sealed(ticket: Ticket, objects: Iterable[models.Model], fields: str) -> Opened:
    """Give {row id: {field: value}} of every object, with one query for keys; a NULL column is None.

    `fields` are names with spaces between. Refuses the whole batch: NoTicket, NoGrant where one key is not granted,
    Unreadable where one value does not open.
    """
    return _open(ticket, objects, fields, _read)


def open_permitted(ticket: Ticket, objects: Iterable[models.Model], fields: str) -> Opened:
    """Open as open_sealed does, but give a Shut for a value that cannot be opened: NOT_NOW while the root key is away.

    NoTicket is raised all the same.
    """
    rows = list(objects)
    try:
        return _open(ticket, rows, fields, _read_or_shut)
    except RootKeyUnavailable:
        return _open(ticket, rows, fields, lambda *_: Shut.NOT_NOW, keys=lambda *_: {})


_Ciphers = Mapping[bytes, AESGCM | None]
_Keys = Callable[[UUID, set[bytes]], _Ciphers]
_Reader = Callable[[Stored, _Ciphers], Any]


def _open(
    ticket: Ticket, objects: Iterable[models.Model], fields: str, read: _Reader, keys: _Keys = ciphers_for
) -> Opened:
    rows = list(objects)
    _require(ticket, rows)
    if not rows:
        return {}
    model = type(rows[0])
    if any(type(obj) is not model for obj in rows):
        raise TypeError("One batch opens rows of one model.")
    names = fields.split()
    columns = columns_of(_named(model, names), ticket.partnership_id)
    stored = [stored_values(obj, columns) for obj in rows]
    ciphers = keys(ticket.agency_id, {at for values in stored for _, _, _, at in values if at})
    blank = dict.fromkeys(names)
    return {
        obj.pk: blank | {value[1].name: read(value, ciphers) for value in values}
        for obj, values in zip(rows, stored, strict=True)
    }


def _read(value: Stored, ciphers: _Ciphers) -> Any:
    row, column, envelope, at = value
    cipher = ciphers.get(at) if at else None
    if cipher is None:
        raise _refusal(column, at, ciphers)
    return column.field.from_text(env.unseal(cipher, column.scope, row, envelope))


def _refusal(column: Column, at: bytes | None, ciphers: _Ciphers) -> NoGrant | Unreadable:
    label = column.field.label
    if at is None:
        return Unreadable(f"{label}: not an envelope of a known version")
    if at not in ciphers:
        return NoGrant(f"No grant for {label}: ask the agency that holds it.")
    return Unreadable(f"{label}: the row and its key disagree")


def _read_or_shut(value: Stored, ciphers: _Ciphers) -> Any:
    try:
        return _read(value, ciphers)
    except NoGrant:
        return Shut.NO_GRANT
    except Unreadable:
        return Shut.UNREADABLE


# ---- sealing
@dataclass(frozen=True, slots=True)
class _ToSeal:
    obj: models.Model
    field: SealedField
    text: bytes
    here: bytes


def seal(agency_id: UUID, pairs: Iterable[tuple[models.Model, Mapping[str, Any]]]) -> None:
    """Put Sealed values on the objects of (object, {field: value or None}); saving is the caller's next line.

    Needs a transaction, for the key is held in it until the value is stored. Refuses rows of another agency (NoGrant),
    values of another type, and text that a sealed value was formatted into (PlaintextRefused).
    """
    todo = [item for obj, values in pairs for item in _to_seal(obj, values)]
    if not todo:
        return
    keys = active_keys(agency_id, {item.here for item in todo})
    for item in todo:
        key_id, cipher = keys[item.here]
        scope = item.here[:16] + item.field.label.encode()
        envelope = env.seal(cipher, key_id, scope, item.obj.pk.bytes, item.text)
        setattr(item.obj, item.field.attname, Sealed(envelope))


def _to_seal(obj: models.Model, values: Mapping[str, Any]) -> Iterator[_ToSeal]:
    for field in _named(type(obj), values.keys()):
        value = values[field.name]
        if value is None:
            setattr(obj, field.attname, None)
        else:
            here = compartment(holder_of(obj), _category(obj.__dict__, field))
            yield _ToSeal(obj, field, field.to_text(value), here)
