"""Re-keying: new data keys for what an owner holds, every value sealed anew, and then the old keys are destroyed.

`retire` makes new keys active, so that whoever seals from now on uses them; vault.holders walks what stands under the
old ones; `destroy_old` asks every holder once more and deletes what nobody needs. Each step is one transaction, and
stopping between any two loses nothing: both keys open what they sealed. The caller acts for the owner.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from vault import envelope as env
from vault.grants import GRANTS_LOCK, Wanted, grant
from vault.holders import START, Whose, holders
from vault.ids import uuid7
from vault.models import DataKey, KeyGrant

__all__ = ["START", "Retired", "Whose", "destroy_old", "old_keys", "retire", "to_retire"]

_BEFORE = "FROM vault_datakey WHERE partnership_id = %s AND owner_id = %s AND active AND made_at < %s"
# Whoever seals under a key holds it until the value is stored, and whoever changes its grants holds the lock on them:
# both are left for later, so that this never waits, and neither can be stranded under a key that is not active.
_SOME = f"""
    SELECT id, subject_id {_BEFORE} AND id > %s ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED"""
_FREE = f"""
    SELECT key FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) AS wanted (key, subject, owner)
    WHERE pg_try_advisory_xact_lock({GRANTS_LOCK})"""  # noqa: S608 - made of what stands here
_SWITCH = """
    UPDATE vault_datakey SET active = false WHERE id = ANY(%s)"""
_NEW = """
    INSERT INTO vault_datakey (id, partnership_id, subject_id, owner_id, active, made_at)
    SELECT id, %s, subject, %s, true, clock_timestamp() FROM unnest(%s::uuid[], %s::uuid[]) AS made (id, subject)"""


@dataclass(frozen=True, slots=True)
class Retired:
    """How many data keys were replaced, how many somebody holds, and where to go on; None at the end."""

    done: int
    busy: int
    last: UUID | None


def to_retire(whose: Whose, before: dt.datetime) -> int:
    """How many of the owner's active data keys were made before this."""
    return _count(f"SELECT count(*) {_BEFORE}", [*whose, before])


def old_keys(whose: Whose) -> int:
    """How many of the owner's data keys have been replaced and not yet destroyed."""
    return DataKey.objects.filter(partnership_id=whose.partnership_id, owner_id=whose.owner_id, active=False).count()


def retire(whose: Whose, before: dt.datetime, *, after: UUID = START, limit: int = 200) -> Retired:
    """Replace up to `limit` active data keys made before this; whoever was granted the old is granted the new."""
    with connection.cursor() as cursor:
        cursor.execute(_SOME, [*whose, before, after, limit])
        found = dict(cursor.fetchall())
        cursor.execute(_FREE, [list(found), list(found.values()), [whose.owner_id] * len(found)])
        free = [key for (key,) in cursor.fetchall()]
        made = {key: uuid7() for key in free}
        cursor.execute(_SWITCH, [free])
        cursor.execute(_NEW, [*whose, list(made.values()), [found[key] for key in made]])
    _grant_again(whose, {key: (new, found[key]) for key, new in made.items()})
    return Retired(len(free), len(found) - len(free), max(found) if len(found) == limit else None)


def _grant_again(whose: Whose, made: dict[UUID, tuple[UUID, UUID]]) -> None:
    """Give every holder of an old key's grant the same of the new key, until the same end."""
    keys = {
        old: DataKey(id=new, subject_id=subject, partnership_id=whose.partnership_id, owner_id=whose.owner_id)
        for old, (new, subject) in made.items()
    }
    raw = {old: env.new_key() for old in keys}
    held = KeyGrant.objects.filter(key_id__in=keys)
    grant([Wanted(keys[one.key_id], raw[one.key_id], one.agency_id, one.category, one.ends_at) for one in held])


def destroy_old(whose: Whose) -> tuple[int, int]:
    """Delete the owner's old data keys that no value anywhere stands under; gives how many went and how many stay.

    Only when every transaction that may have read a value under an old key has ended (vault.waiting).
    """
    needed = {key for holder in holders() for key in holder.needed(whose)}
    with connection.cursor() as cursor:
        gone = _unneeded(whose, needed)
        cursor.execute("DELETE FROM vault_keygrant WHERE key_id = ANY(%s)", [gone])
        cursor.execute("DELETE FROM vault_datakey WHERE id = ANY(%s) AND NOT active", [gone])
    return len(gone), len(needed)


def _unneeded(whose: Whose, needed: Collection[UUID]) -> list[UUID]:
    old = DataKey.objects.filter(partnership_id=whose.partnership_id, owner_id=whose.owner_id, active=False)
    return list(old.exclude(pk__in=needed).select_for_update().values_list("pk", flat=True))


def _count(statement: str, values: Sequence[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        (count,) = cursor.fetchone()
    return int(count)
