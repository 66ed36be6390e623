"""From compartments to ciphers: one query for a batch, however many compartments.

A compartment, as bytes, is partnership 16 | subject 16 | owner 16 | category. What one owner holds about one subject
has one stored data key; the key of each category is derived from it. A grant holds, wrapped for one agency, either the
data key (the owner's, category '') or one category's derived key (a standing share, an audience).
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.db.transaction import TransactionManagementError

from vault import envelope as env
from vault import grants

HOLDER_BYTES = 48
_CATEGORY_STARTS = 16 + HOLDER_BYTES

# Ids go and come as bytes and hexadecimal: a page asks for hundreds, and UUID objects would cost more than unwrapping.
_LIVE_GRANTS = """
    SELECT uuid_send(key_id), category, uuid_send(agency_key_id), wrapped, ends_at FROM vault_keygrant
    WHERE agency_id = %s AND (ends_at IS NULL OR ends_at > statement_timestamp())
      AND key_id = ANY(%s::uuid[]) AND category = ANY(%s)"""

# The lock makes a re-key wait for this writer: without it a value could be left under a key that is destroyed.
_ACTIVE_KEYS = """
    SELECT k.id, k.partnership_id, k.subject_id, k.owner_id
    FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[]) AS wanted (partnership, subject, owner)
    JOIN vault_datakey k ON k.subject_id = wanted.subject AND k.owner_id = wanted.owner
     AND k.partnership_id = wanted.partnership AND k.active
    ORDER BY k.id FOR SHARE OF k"""


class NoGrant(PermissionError):
    """The agency holds no live grant; names fields and counts, never rows or content."""


def holder(partnership: UUID, subject: UUID, owner: UUID) -> bytes:
    """Give, as bytes, whose a data key is."""
    return partnership.bytes + subject.bytes + owner.bytes


def compartment(held: bytes, category: str) -> bytes:
    """Give a holder's compartment as bytes; refuses an empty category, which would mean the whole data key."""
    if not category:
        raise ValueError("A sealed value needs a data category.")
    return held + category.encode()


def ciphers_for(agency_id: UUID, places: Collection[bytes]) -> dict[bytes, AESGCM | None]:
    """Ciphers by place (key id 16 | compartment), in one query.

    A place without a live grant is missing. One whose grant is not for that compartment, or was changed, is None: whose
    a key is stands in what its grant is bound to, so that a row and a key which disagree do not open.
    """
    if not places:
        return {}
    live = _live_grants(agency_id, places)
    unwrapped: dict[tuple[bytes, bytes, bytes], bytes | None] = {}
    ciphers: dict[bytes, AESGCM | None] = {}
    for at in places:
        key_id, held, category = at[:16], at[16:_CATEGORY_STARTS], at[_CATEGORY_STARTS:]
        part = b"" if (key_id, b"") in live else category
        if (key_id, part) not in live:
            continue
        known = (key_id, part, held)
        if known not in unwrapped:
            unwrapped[known] = grants.unwrapped(live[key_id, part], held)
        key = unwrapped[known]
        ciphers[at] = None if key is None else AESGCM(key if part else env.derive(key, b"category " + category))
    return ciphers


def _live_grants(agency_id: UUID, places: Collection[bytes]) -> dict[tuple[bytes, bytes], grants.Wrapped]:
    key_ids = ",".join({at[:16].hex() for at in places})
    categories = {at[_CATEGORY_STARTS:] for at in places}
    agency = agency_id.bytes
    with connection.cursor() as cursor:
        cursor.execute(_LIVE_GRANTS, [agency_id, f"{{{key_ids}}}", ["", *(name.decode() for name in categories)]])
        return {
            (key_id, part): (key_id, agency, part, agency_key_id, wrapped, ends_at)
            for key_id, category, agency_key_id, wrapped, ends_at in cursor.fetchall()
            for part in [category.encode()]
        }


def active_keys(agency_id: UUID, compartments: Collection[bytes]) -> dict[bytes, tuple[bytes, AESGCM]]:
    """Key id and cipher to seal with, by compartment; makes the data keys that are missing.

    Only the owner of a compartment may seal into it. Two who come first agree on one key.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "Sealing needs a transaction, in which the key is held until the value is saved."
        )
    if any(here[32:HOLDER_BYTES] != agency_id.bytes for here in compartments):
        raise NoGrant("Only the agency that holds a record may seal into it.")
    keys = _active(agency_id, compartments)
    missing = [here for here in compartments if here not in keys]
    if missing:
        grants.make({here[:HOLDER_BYTES] for here in missing})
        keys |= _active(agency_id, missing)  # also where a re-key or another first writer was waited for
    if len(keys) < len(set(compartments)):
        raise NoGrant("No grant to seal into some of the compartments.")
    return keys


def _active(agency_id: UUID, compartments: Iterable[bytes]) -> dict[bytes, tuple[bytes, AESGCM]]:
    held = hold_keys({here[:HOLDER_BYTES] for here in compartments})
    at = {held[here[:HOLDER_BYTES]] + here: here for here in compartments if here[:HOLDER_BYTES] in held}
    ciphers = ciphers_for(agency_id, at.keys())
    return {here: (place[:16], cipher) for place, here in at.items() if (cipher := ciphers.get(place))}


def hold_keys(holders: Collection[bytes]) -> dict[bytes, bytes]:
    """Give the ids of the active data keys by holder, held to the end of the transaction against a re-key."""
    if not holders:
        return {}
    parts = [[UUID(bytes=held[start : start + 16]) for held in holders] for start in (0, 16, 32)]
    with connection.cursor() as cursor:
        cursor.execute(_ACTIVE_KEYS, parts)
        return {holder(p, s, o): key_id.bytes for key_id, p, s, o in cursor.fetchall()}
