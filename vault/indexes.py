"""Blind indexes: keyed hashes by which sealed values can be found without opening them."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from vault import envelope as env
from vault.models import IndexKey
from vault.provider import index_keys, opened, root

CODE_BYTES = 5
SETTLED = timedelta(days=1)


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


def index_key_context(partnership_id: UUID) -> bytes:
    """Say what an index key is bound to when the root key wraps it."""
    return b"index" + partnership_id.bytes


def _index_key(partnership_id: UUID) -> bytes:
    """Give the partnership's index key, made by the first who asks; two who ask at once agree.

    Kept for five minutes, as agency keys are, once it is a day old: one that was made in a transaction which is rolled
    back would give codes by which nobody is ever found.
    """
    key = index_keys.at(partnership_id)
    if key is None:
        row = _stored(partnership_id)
        key = opened(bytes(row.wrapped), index_key_context(partnership_id))
        if row.made_at < timezone.now() - SETTLED:
            index_keys.keep(partnership_id, key)
    return key


def _stored(partnership_id: UUID) -> IndexKey:
    row = IndexKey.objects.filter(pk=partnership_id).first()
    if row is not None:
        return row
    wrapped = root().wrap(root().generate(), index_key_context(partnership_id))
    IndexKey.objects.bulk_create([IndexKey(partnership_id=partnership_id, wrapped=wrapped)], ignore_conflicts=True)
    return IndexKey.objects.get(pk=partnership_id)
