"""Everything that holds values sealed under data keys: what a re-key walks, and what is asked before a key may go.

Found from the models themselves, so that no column can be forgotten. Something that is no table of sealed columns joins
`holders()` with the same three questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import connection, models

from vault import envelope as env
from vault.columns import SealedField
from vault.fields import sealed_fields
from vault.keys import active_keys, ciphers_for
from vault.opening import Column, Stored, columns_of, stored_values
from vault.sealed import Sealed

START = UUID(int=0)


class Whose(NamedTuple):
    """The partnership and the owner whose keys are meant."""

    partnership_id: UUID
    owner_id: UUID


class Found(NamedTuple):
    """A stretch of rows that was looked at: those under an old key with their size in bytes, how many, and the last."""

    old: list[tuple[UUID, int]]
    looked_at: int
    last: UUID | None


class SealedAnew(NamedTuple):
    """What became of some rows: how many were stored, how many values do not open, and which rows somebody holds."""

    rows: int
    shut: int
    busy: list[UUID]


class Holder(Protocol):
    """Something that keeps values under data keys."""

    @property
    def name(self) -> str:
        """What it is called in the ledger."""

    def count(self, whose: Whose) -> int:
        """How many rows there are to look at."""

    def look(self, whose: Whose, after: UUID, limit: int) -> Found:
        """Go through up to `limit` rows and find those under an old key."""

    def seal_anew(self, whose: Whose, rows: Sequence[UUID]) -> SealedAnew:
        """Seal these rows' values under the active key, in the transaction under way."""

    def needed(self, whose: Whose) -> set[UUID]:
        """Which of the owner's old keys some value still stands under."""


def holders() -> list[Holder]:
    """Everything that has to let go of a data key before it may be destroyed."""
    return [SealedTable(model) for model in apps.get_models() if sealed_fields(model)]


@dataclass(frozen=True)
class SealedTable:
    """The table of a model with sealed columns."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        """The table's name."""
        return self.model._meta.db_table

    @cached_property
    def _fields(self) -> list[SealedField]:
        return list(sealed_fields(self.model).values())

    # ---- what stands under an old key
    def count(self, whose: Whose) -> int:
        """Count the owner's rows."""
        return self.model._base_manager.filter(**dict(zip(self._owner_names, whose, strict=True))).count()

    def look(self, whose: Whose, after: UUID, limit: int) -> Found:
        """Go through the owner's next rows in the order of their ids."""
        columns = ", ".join(self._columns)
        keys = ", ".join(f"encode(substring({column} FROM 3 FOR 16), 'hex')::uuid" for column in self._columns)
        size = " + ".join(f"coalesce(octet_length({column}), 0)" for column in self._columns)
        old = f"EXISTS (SELECT FROM vault_datakey k WHERE NOT k.active AND k.id IN ({keys}))"
        rows = self._query(
            f"SELECT id, {size}, {old} FROM (SELECT {self._id} AS id, {columns} FROM {self._table}"  # noqa: S608
            f" WHERE {self._of_owner} AND {self._id} > %s ORDER BY {self._id} LIMIT %s) AS page ORDER BY id",
            [*whose, after, limit],
        )
        last = rows[-1][0] if len(rows) == limit else None
        return Found([(row, size) for row, size, old in rows if old], len(rows), last)

    def needed(self, whose: Whose) -> set[UUID]:
        """Look at every sealed column of every row."""
        keys = ", ".join(f"(substring({column} FROM 3 FOR 16))" for column in self._columns)
        rows = self._query(
            f"SELECT DISTINCT k.id FROM {self._table} CROSS JOIN LATERAL (VALUES {keys}) AS used (key)"  # noqa: S608
            f" JOIN vault_datakey k ON NOT k.active AND uuid_send(k.id) = used.key WHERE {self._of_owner_here}",
            [*whose],
        )
        return {key for (key,) in rows}

    # ---- sealing anew
    def seal_anew(self, whose: Whose, rows: Sequence[UUID]) -> SealedAnew:
        """Seal whatever stands under an old key, a whole row at once.

        Rows that somebody is changing are left for later, so that this never waits while it holds any. The edit of
        whoever was there first stands: what is replaced is compared with what was read.
        """
        found = list(
            self.model._base_manager.filter(pk__in=rows, **dict(zip(self._owner_names, whose, strict=True)))
            .only(*self._needed_names)
            .select_for_update(skip_locked=True, no_key=True)
            .order_by("pk")
        )
        columns = columns_of(self._fields, whose.partnership_id)
        stored = [value for row in found for value in stored_values(row, columns)]
        fresh, shut = _sealed_anew(whose.owner_id, stored)
        busy = set(rows) - {row.pk for row in found}
        return SealedAnew(self._store(found, columns, fresh), shut, sorted(busy))

    def _store(
        self, rows: Sequence[models.Model], columns: Sequence[Column], fresh: dict[tuple[bytes, str], bytes]
    ) -> int:
        changed = [row for row in rows if any((row.pk.bytes, column.name) in fresh for column in columns)]
        if not changed:
            return 0
        names = self._columns
        given = ", ".join(["%s::uuid[]", *["%s::bytea[]"] * (2 * len(names))])
        seen = ", ".join([f"old{place}, new{place}" for place in range(len(names))])
        to = ", ".join(f"{name} = anew.new{place}" for place, name in enumerate(names))
        same = " AND ".join(f"t.{name} IS NOT DISTINCT FROM anew.old{place}" for place, name in enumerate(names))
        values: list[Any] = [[row.pk for row in changed]]
        for column in columns:
            old = [_envelope(getattr(row, column.field.attname)) for row in changed]
            values += [
                old,
                [fresh.get((row.pk.bytes, column.name), was) for row, was in zip(changed, old, strict=True)],
            ]
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self._table} AS t SET {to} FROM unnest({given}) AS anew (row, {seen})"  # noqa: S608
                f" WHERE t.{self._id} = anew.row AND {same}",
                values,
            )
            return int(cursor.rowcount)

    # ---- names, as SQL and as the ORM's
    @cached_property
    def _columns(self) -> list[str]:
        return [_quoted(field.column) for field in self._fields]

    @property
    def _table(self) -> str:
        return _quoted(self.name)

    @property
    def _id(self) -> str:
        return _quoted(self.model._meta.pk.column)

    @property
    def _owner_names(self) -> tuple[str, str]:
        return "partnership_id", self.model.SEALED_FOR[1]  # type: ignore[attr-defined]  # vault.E002 asks for it

    @property
    def _of_owner(self) -> str:
        return " AND ".join(f"{_quoted(name)} = %s" for name in self._owner_names)

    @property
    def _of_owner_here(self) -> str:
        return " AND ".join(f"{self._table}.{_quoted(name)} = %s" for name in self._owner_names)

    @property
    def _needed_names(self) -> set[str]:
        subject = self.model.SEALED_FOR[0]  # type: ignore[attr-defined]
        categories = {field.category_from for field in self._fields if field.category_from}
        return {*self._owner_names, subject, *categories, *(field.name for field in self._fields)}

    @staticmethod
    def _query(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall())


def _sealed_anew(owner_id: UUID, stored: Sequence[Stored]) -> tuple[dict[tuple[bytes, str], bytes], int]:
    """Give new envelopes by row and column for what is not under the active key, and how many values do not open."""
    active = active_keys(owner_id, {at[16:] for *_, at in stored if at})
    old = [(row, column, envelope, at) for row, column, envelope, at in stored if at and at[:16] != active[at[16:]][0]]
    ciphers = ciphers_for(owner_id, {at for *_, at in old})
    fresh: dict[tuple[bytes, str], bytes] = {}
    for row, column, envelope, at in old:
        text = _text(ciphers.get(at), column.scope, row, envelope)
        if text is not None:
            key_id, cipher = active[at[16:]]
            fresh[row, column.name] = env.seal(cipher, key_id, column.scope, row, text)
    return fresh, len(old) - len(fresh)


def _text(cipher: AESGCM | None, scope: bytes, row: bytes, envelope: bytes) -> bytes | None:
    try:
        return None if cipher is None else env.unseal(cipher, scope, row, envelope)
    except env.Unreadable:
        return None


def _envelope(value: Sealed | None) -> bytes | None:
    return None if value is None else value.envelope


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
