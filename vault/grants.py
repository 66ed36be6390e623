"""Making keys and granting them: who holds which data key or category, and until when."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Max
from django.db.transaction import TransactionManagementError

from vault import envelope as env
from vault.ids import uuid7
from vault.models import AgencyKey, DataKey, KeyGrant
from vault.provider import agency_cipher, agency_key_context, root

Audience = Mapping[tuple[UUID, str], dt.datetime | None]

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_NO_END = (-1).to_bytes(8, "big", signed=True)

# Rows that a faster writer made are not returned: their grants are that writer's to make.
_MAKE_KEYS = """
    INSERT INTO vault_datakey (id, partnership_id, subject_id, owner_id, active, made_at)
    SELECT id, partnership, subject, owner, true, now()
    FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[]) AS wanted (id, partnership, subject, owner)
    ON CONFLICT DO NOTHING RETURNING id"""

_DELETE_GRANTS = """
    DELETE FROM vault_keygrant g USING unnest(%s::uuid[], %s::uuid[], %s::text[]) AS gone (key, agency, category)
    WHERE g.key_id = gone.key AND g.agency_id = gone.agency AND g.category = gone.category
      AND g.agency_id <> g.owner_id"""


# Who changes the grants of what an owner holds about a subject waits for others who do, also those that re-key it.
GRANTS_LOCK = "hashtextextended('vault grants ' || subject || ' ' || owner, 0)"
_WAIT = f"SELECT pg_advisory_xact_lock({GRANTS_LOCK}) FROM (VALUES (%s::uuid, %s::uuid)) AS its (subject, owner)"  # noqa: S608


class NotTheOwner(PermissionError):
    """Only the agency that holds a record may grant its keys, within its partnership."""


Wrapped = tuple[bytes, bytes, bytes, bytes, bytes, dt.datetime | None]
"""A grant as stored: key id, agency, category, agency key id, wrapped key, end. Ids are bytes, as in vault.opening."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A grant to be made: the data key, its bytes, and for whom; category '' is the data key itself."""

    key: DataKey
    raw: bytes
    agency_id: UUID
    category: str = ""
    ends_at: dt.datetime | None = None


def bound_to(
    key_id: bytes, agency_id: bytes, agency_key_id: bytes, holder: bytes, ends_at: dt.datetime | None, category: bytes
) -> bytes:
    """Say what a grant is bound to: its end too, so that nobody lengthens a grant by SQL."""
    end = _NO_END if ends_at is None else ((ends_at - _EPOCH) // _MICROSECOND).to_bytes(8, "big", signed=True)
    return b"grant" + key_id + agency_id + agency_key_id + holder + end + category


def unwrapped(row: Wrapped, holder: bytes) -> bytes | None:
    """Give the key that a grant holds, or None where it is not this holder's or was changed."""
    key_id, agency_id, category, agency_key_id, wrapped, ends_at = row
    context = bound_to(key_id, agency_id, agency_key_id, holder, ends_at, category)
    try:
        return env.unwrap(agency_cipher(UUID(bytes=agency_key_id)), wrapped, context)
    except env.Unreadable:
        return None


def make(holders: Collection[bytes]) -> None:
    """Make data keys with their owners' grants, for holders (partnership 16, subject 16, owner 16) that have none.

    Two who come at once agree: the slower waits for the faster one's commit and makes nothing.
    """
    wanted = [
        (uuid7(), *(UUID(bytes=holder[start : start + 16]) for start in (0, 16, 32))) for holder in sorted(holders)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_MAKE_KEYS, [list(column) for column in zip(*wanted, strict=True)])
        made = {key_id for (key_id,) in cursor.fetchall()}
    keys = [DataKey(id=i, partnership_id=p, subject_id=s, owner_id=o) for i, p, s, o in wanted if i in made]
    grant([Wanted(key, env.new_key(), key.owner_id) for key in keys])


def grant(wanted: Collection[Wanted]) -> None:
    """Store grants, each wrapped with its agency's active key; refuses an agency that has no key."""
    if not wanted:
        return
    outer = _active_agency_keys(wanted)
    rows = []
    for want in wanted:
        agency_key_id = outer.get((want.key.partnership_id, want.agency_id))
        if agency_key_id is None:
            raise AgencyKey.DoesNotExist("An agency of this partnership has no key yet: make it with new_agency_key.")
        rows.append(_row(want, agency_key_id))
    KeyGrant.objects.bulk_create(rows)


def _active_agency_keys(wanted: Iterable[Wanted]) -> dict[tuple[UUID, UUID], UUID]:
    rows = AgencyKey.objects.filter(
        agency_id__in={want.agency_id for want in wanted},
        partnership_id__in={want.key.partnership_id for want in wanted},
        active=True,
    )
    return {(p, a): key_id for p, a, key_id in rows.values_list("partnership_id", "agency_id", "id")}


def _row(want: Wanted, agency_key_id: UUID) -> KeyGrant:
    key, category = want.key, want.category
    secret = env.derive(want.raw, b"category " + category.encode()) if category else want.raw
    context = bound_to(
        key.id.bytes, want.agency_id.bytes, agency_key_id.bytes, key.holder, want.ends_at, category.encode()
    )
    return KeyGrant(
        key=key,
        agency_id=want.agency_id,
        category=category,
        partnership_id=key.partnership_id,
        owner_id=key.owner_id,
        subject_id=key.subject_id,
        agency_key_id=agency_key_id,
        wrapped=env.wrap(agency_cipher(agency_key_id), secret, context),
        ends_at=want.ends_at,
    )


def new_agency_key(partnership_id: UUID, agency_id: UUID) -> AgencyKey:
    """Make a key for an agency in a partnership: its first, or a new version that later grants are wrapped with."""
    with transaction.atomic():
        mine = AgencyKey.objects.filter(partnership_id=partnership_id, agency_id=agency_id)
        mine.filter(active=True).update(active=False)
        version = (mine.aggregate(last=Max("version"))["last"] or 0) + 1
        row = AgencyKey(partnership_id=partnership_id, agency_id=agency_id, version=version)
        row.wrapped = root().wrap(root().generate(), agency_key_context(row))
        row.save(force_insert=True)
    return row


def sync_grants(subject_id: UUID, owner_id: UUID, wanted: Audience) -> None:
    """Make the grants of what `owner_id` holds about `subject_id` exactly those wanted, by (agency, category).

    `wanted` is the union of everything that gives a ground now, with the latest end of each (None: no end); work it out
    after locking what it rests on. Missing grants are made, others deleted, the owner's own is never touched. Refuses
    another agency than the owner, an empty category, which would hand over the whole data key, and no open transaction.
    """
    if not all(category for _, category in wanted):
        raise ValueError("A grant to another agency names a data category.")
    if not connection.in_atomic_block:
        raise TransactionManagementError("Granting needs the transaction of the act that it follows from.")
    others = {at: ends_at for at, ends_at in wanted.items() if at[0] != owner_id}
    holder = _partnership_acting_for(owner_id).bytes + subject_id.bytes + owner_id.bytes
    keys = _keys_of(holder)
    if others and not keys:
        make({holder})
        keys = _keys_of(holder)
    _sync(keys, others)


def _partnership_acting_for(owner_id: UUID) -> UUID:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rt_partnership(), rt_agency()")
        partnership_id, agency_id = cursor.fetchone()
    if partnership_id is None or agency_id != owner_id:
        raise NotTheOwner("Grants are changed only by the agency that holds the record, within its partnership.")
    return partnership_id  # type: ignore[no-any-return]  # the driver's rows are untyped


def _keys_of(holder: bytes) -> list[DataKey]:
    """Old keys too, while a re-key is under way.

    Whoever else changes these grants waits at the advisory lock; the row lock makes a re-key wait. Not one stronger row
    lock: two writers who have both sealed, and so share it, could then only wait for each other.
    """
    partnership, subject, owner = (UUID(bytes=holder[start : start + 16]) for start in (0, 16, 32))
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, [subject, owner])
        cursor.execute(
            "SELECT id FROM vault_datakey WHERE subject_id = %s AND owner_id = %s AND partnership_id = %s"
            " ORDER BY id FOR SHARE",
            [subject, owner, partnership],
        )
        ids = [key_id for (key_id,) in cursor.fetchall()]
    return [DataKey(id=key_id, partnership_id=partnership, subject_id=subject, owner_id=owner) for key_id in ids]


def _sync(keys: list[DataKey], others: Audience) -> None:
    stored = KeyGrant.objects.filter(key__in=keys).exclude(agency_id=F("owner_id"))
    have = {(k, a, c): end for k, a, c, end in stored.values_list("key_id", "agency_id", "category", "ends_at")}
    want = {(key.id, agency, category): end for key in keys for (agency, category), end in others.items()}
    same = {at for at in have.keys() & want.keys() if have[at] == want[at]}
    gone, new = have.keys() - same, want.keys() - same
    if gone:
        with connection.cursor() as cursor:
            cursor.execute(_DELETE_GRANTS, [list(column) for column in zip(*gone, strict=True)])
    raw = {key.id: _raw_key(key) for key in keys} if new else {}
    by_id = {key.id: key for key in keys}
    grant(
        [Wanted(by_id[k], raw[k], agency, category, want[k, agency, category]) for k, agency, category in sorted(new)]
    )


def _raw_key(key: DataKey) -> bytes:
    """Give the data key's bytes, through its owner's grant; refuses where that grant does not open."""
    row = KeyGrant.objects.get(key=key, agency_id=key.owner_id, category="")
    stored = (key.id.bytes, row.agency_id.bytes, b"", row.agency_key_id.bytes, bytes(row.wrapped), row.ends_at)
    raw = unwrapped(stored, key.holder)
    if raw is None:
        raise env.Unreadable("the owner's grant does not open")
    return raw
