"""The stored form of a sealed value and of a wrapped key: the one module that calls the cipher.

    version 1 | suite 1 | key id 16 | place 4 | nonce 12 | ciphertext | tag 16     (bytes)

The associated data is those first 22 bytes, the row's id, the partnership's id and the field's label: a value moved
to another row, column or tenant does not open. `place` is a short hash of label and row that needs no key, so a value
about to be written in the wrong place is refused at once instead of being found unreadable a year later.

A row id, key id and partnership id are 16 bytes each; only the label, last, has a free length, so nothing is ambiguous.
"""

import hashlib
import hmac
import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HEADER = bytes([1, 1])  # version 1; suite 1 is AES-256-GCM with a random nonce
KEY_BYTES = 32
WRAPPED_BYTES = 76
SMALLEST_PADDED = 16
OVERHEAD = 2 + 16 + 4 + 12 + 16
SMALLEST = OVERHEAD + SMALLEST_PADDED

_KEY_ID = slice(2, 18)
_PLACE = slice(18, 22)
_NONCE = slice(22, 34)
_HEAD_ENDS = 22
_BODY_STARTS = 34
_DOUBLING_ENDS = 256
_NONCE_BYTES = 12
_COMMITMENT_STARTS = 60
_END_OF_TEXT = b"\x80"


class Cipher(Protocol):
    """AES-256-GCM under one key: here in this process (AESGCM), or in a security module."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Encrypt, with the tag at the end."""

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Decrypt; raises InvalidTag where anything was changed."""


class Unreadable(Exception):
    """Not an envelope of ours, or changed, moved, or of another key; deliberately says no more."""


def place(label: bytes, row: bytes) -> bytes:
    """Four bytes that say, without a key, for which field and row a value was sealed."""
    return hashlib.blake2b(label + row, digest_size=4).digest()


def sealed_at(envelope: bytes) -> bytes:
    """Give the place that an envelope says it was sealed for."""
    return envelope[_PLACE]


def padded_size(length: int) -> int:
    """Bytes after padding: a power of two up to 256, then steps of an eighth, so that the length tells little."""
    need = length + len(_END_OF_TEXT)
    bits = (need - 1).bit_length()
    if need <= _DOUBLING_ENDS:
        return max(SMALLEST_PADDED, 1 << bits)
    step = 1 << (bits - 4)
    return -(-need // step) * step


def pad(text: bytes) -> bytes:
    """Give the text, an end mark and zeros up to the padded size."""
    return (text + _END_OF_TEXT).ljust(padded_size(len(text)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Give the text before the end mark; refuses bytes that hold no mark."""
    try:
        return padded[: padded.rindex(_END_OF_TEXT)]
    except ValueError:
        raise Unreadable("not padded as ours are") from None


def seal(cipher: AESGCM, key_id: bytes, scope: bytes, row: bytes, text: bytes) -> bytes:
    """Make an envelope of `text` for one row; `scope` is the partnership's id followed by the field's label."""
    head = HEADER + key_id + place(scope[16:], row)
    nonce = os.urandom(_NONCE_BYTES)
    return head + nonce + cipher.encrypt(nonce, pad(text), head + row + scope)


def unseal(cipher: AESGCM, scope: bytes, row: bytes, envelope: bytes) -> bytes:
    """Give the text of an envelope; refuses one that was changed, cut, moved, or sealed under another key."""
    try:
        padded = cipher.decrypt(envelope[_NONCE], envelope[_BODY_STARTS:], envelope[:_HEAD_ENDS] + row + scope)
    except (InvalidTag, ValueError):
        raise Unreadable("changed, moved or of another key") from None
    return unpad(padded)


def is_ours(envelope: bytes) -> bool:
    """Whether these bytes have the form of an envelope: known version and suite, and long enough."""
    return len(envelope) >= SMALLEST and envelope.startswith(HEADER)


def key_id(envelope: bytes) -> bytes:
    """Which data key an envelope was sealed under; refuses what has not the form of one."""
    if not is_ours(envelope):
        raise Unreadable("not an envelope of a known version")
    return envelope[_KEY_ID]


def new_key() -> bytes:
    """Make a key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def wrap(outer: Cipher, key: bytes, context: bytes) -> bytes:
    """Wrap a key with another: nonce 12, key 32, tag 16, commitment 16; bound to `context`."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + outer.encrypt(nonce, key, b"wrap" + context) + _commitment(key)


def unwrap(outer: Cipher, wrapped: bytes, context: bytes) -> bytes:
    """Give the key that was wrapped; refuses another context or outer key, and a key that it was not committed to."""
    if len(wrapped) != WRAPPED_BYTES:
        raise Unreadable("not a wrapped key")
    try:
        key = outer.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:_COMMITMENT_STARTS], b"wrap" + context)
    except InvalidTag:
        raise Unreadable("the key does not unwrap") from None
    if not hmac.compare_digest(_commitment(key), wrapped[_COMMITMENT_STARTS:]):
        raise Unreadable("the key does not match its commitment")
    return key


def derive(key: bytes, purpose: bytes) -> bytes:
    """Make a key of its own for one purpose; it says nothing about the key it comes from, nor about its siblings."""
    return hmac.digest(key, b"derive " + purpose, "sha256")


def _commitment(key: bytes) -> bytes:
    """AES-GCM does not commit to its key (two keys may open one ciphertext); this hash does."""
    return hmac.digest(key, b"commit", "sha256")[:16]
