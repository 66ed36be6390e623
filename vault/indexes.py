"""Blind indexes: keyed hashes by which sealed values can be found without opening them."""

import hmac
from collections.abc import Iterable
from uuid import UUID

from vault import envelope as env
from vault.models import IndexKey
from vault.provider import root


def blind_index(partnership_id: UUID, field: str, text: str) -> bytes:
    """Make the 32-byte token of a text in one field of one partnership; equal texts give equal tokens.

    Normalise first: this compares bytes. Refuses an empty text, which would put everyone without a value together.
    """
    return blind_indexes(partnership_id, [(field, text)])[0]


def blind_indexes(partnership_id: UUID, parts: Iterable[tuple[str, str]]) -> list[bytes]:
    """Make the tokens of many (field, text) in order, with one query for the key of the partnership."""
    wanted = list(parts)
    if not all(field and text for field, text in wanted):
        raise ValueError("A blind index needs a field and a text.")
    if not wanted:
        return []
    key = _index_key(partnership_id)
    return [hmac.digest(env.derive(key, b"index " + field.encode()), text.encode(), "sha256") for field, text in wanted]


def _index_key(partnership_id: UUID) -> bytes:
    """Give the partnership's index key, made by the first who asks; two who ask at once agree."""
    context = b"index" + partnership_id.bytes
    row = IndexKey.objects.filter(pk=partnership_id).first()
    if row is None:
        wrapped = root().wrap(root().generate(), context)
        IndexKey.objects.bulk_create([IndexKey(partnership_id=partnership_id, wrapped=wrapped)], ignore_conflicts=True)
        row = IndexKey.objects.get(pk=partnership_id)
    return root().unwrap(bytes(row.wrapped), context)
