"""Turning an agency's key: a new version first, then every grant wrapped anew, and then the old version goes.

Content is not touched and nobody waits: until its turn comes, a grant opens by the version that it names. Each step is
one transaction, and stopping between any two loses nothing. The caller acts for the agency, in its partnership.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from vault import envelope as env
from vault.grants import bound_to, unwrapped
from vault.provider import agency_cipher

Place = tuple[UUID, str]
START: Place = (UUID(int=0), "")

_ACTIVE = """
    SELECT id FROM vault_agencykey WHERE partnership_id = %s AND agency_id = %s AND active"""
_OLD_GRANTS = f"""
    FROM vault_keygrant WHERE partnership_id = %s AND agency_id = %s AND agency_key_id <> ({_ACTIVE})"""
# Whoever holds a grant's row is changing it now: it is left for the next look, so that neither waits for the other.
_SOME = f"""
    SELECT key_id, category, agency_key_id, wrapped, ends_at, subject_id, owner_id {_OLD_GRANTS}
      AND (key_id, category) > (%s, %s)
    ORDER BY key_id, category LIMIT %s FOR NO KEY UPDATE SKIP LOCKED"""
_STORE = """
    UPDATE vault_keygrant g SET wrapped = anew.wrapped, agency_key_id = %s
    FROM unnest(%s::uuid[], %s::text[], %s::bytea[]) AS anew (key, category, wrapped)
    WHERE g.key_id = anew.key AND g.category = anew.category AND g.agency_id = %s"""
_DESTROY = """
    DELETE FROM vault_agencykey k WHERE partnership_id = %s AND agency_id = %s AND NOT active
      AND NOT EXISTS (SELECT FROM vault_keygrant g WHERE g.agency_key_id = k.id)
    RETURNING version"""


@dataclass(frozen=True, slots=True)
class Batch:
    """How many grants were wrapped anew, how many did not open, and where to go on; None at the end."""

    done: int
    shut: int
    last: Place | None


def old_grants(partnership_id: UUID, agency_id: UUID) -> int:
    """How many grants still need an old version of the agency's key: what must be none before that version goes."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {_OLD_GRANTS}", [partnership_id, agency_id] * 2)
        (count,) = cursor.fetchone()
    return int(count)


def wrap_anew(partnership_id: UUID, agency_id: UUID, *, after: Place = START, limit: int = 2000) -> Batch:
    """Wrap up to `limit` of the agency's grants with its active key, in one transaction that the caller holds open.

    A grant that does not open is left as it is and counted: somebody changed it, and its old version stays for the
    inquiry.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SOME, [*[partnership_id, agency_id] * 2, *after, limit])
        found = cursor.fetchall()
        cursor.execute(_ACTIVE, [partnership_id, agency_id])
        (new,) = cursor.fetchone()
    keys: list[UUID] = []
    categories: list[str] = []
    wrapped: list[bytes] = []
    for key_id, category, old, stored, ends_at, subject, owner in found:
        holder = partnership_id.bytes + subject.bytes + owner.bytes
        part = category.encode()
        secret = unwrapped((key_id.bytes, agency_id.bytes, part, old.bytes, bytes(stored), ends_at), holder)
        if secret is None:
            continue
        keys.append(key_id)
        categories.append(category)
        context = bound_to(key_id.bytes, agency_id.bytes, new.bytes, holder, ends_at, part)
        wrapped.append(env.wrap(agency_cipher(new), secret, context))
    with connection.cursor() as cursor:
        cursor.execute(_STORE, [new, keys, categories, wrapped, agency_id])
    last = (found[-1][0], found[-1][1]) if len(found) == limit else None
    return Batch(len(keys), len(found) - len(keys), last)


def destroy_old(partnership_id: UUID, agency_id: UUID) -> list[int]:
    """Delete the old versions that no grant needs, and give their numbers; the others stay.

    Only when every transaction that may have read an old version as the active one has ended (vault.waiting). A grant
    stored late all the same meets the foreign key: then this fails with IntegrityError, and nothing goes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_DESTROY, [partnership_id, agency_id])
        return sorted(version for (version,) in cursor.fetchall())
