"""Blind indexes: keyed hashes by which sealed values can be found without opening them."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from uuid import UUID

from vault import envelope as env
from vault.models import IndexKey
from vault.provider import root

CODE_BYTES = 5


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


class Coder:
    """Makes short codes by which much is looked up that is compared again once it is opened (keyed BLAKE2b, 40 bits).

    Every purpose and column has a key of its own, derived from the partnership's. One query, when it is made.
    """

    def __init__(self, partnership_id: UUID, purpose: str, columns: Iterable[str]) -> None:
        key = _index_key(partnership_id)
        self._keys: Mapping[str, bytes] = {
            column: env.derive(key, f"code {purpose} {column}".encode()) for column in columns
        }

    def code(self, column: str, text: str) -> bytes:
        """Make the code of a text in one column; equal texts give equal codes, and other texts hardly ever do."""
        return hashlib.blake2b(text.encode(), key=self._keys[column], digest_size=CODE_BYTES).digest()


def _index_key(partnership_id: UUID) -> bytes:
    """Give the partnership's index key, made by the first who asks; two who ask at once agree."""
    context = b"index" + partnership_id.bytes
    row = IndexKey.objects.filter(pk=partnership_id).first()
    if row is None:
        wrapped = root().wrap(root().generate(), context)
        IndexKey.objects.bulk_create([IndexKey(partnership_id=partnership_id, wrapped=wrapped)], ignore_conflicts=True)
        row = IndexKey.objects.get(pk=partnership_id)
    return root().unwrap(bytes(row.wrapped), context)
