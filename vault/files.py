"""Encrypted files: chunks that are sealed one by one, so that size costs no memory and any part can be read alone.

    chunk = version 1 | suite 1 | ciphertext of at most 65,536 | tag 16     (bytes)

Every file has a random key of its own, used for this one file and written once; so a chunk's nonce is its number and
whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). A chunk that was cut,
changed, moved, or taken from another file does not open; without the last chunk nobody can say that the file is whole.

The key is kept as a sealed value on the row that describes the file: whoever may open that may open the file, and
turning keys means sealing those few bytes again.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.envelope import HEADER, KEY_BYTES, Unreadable

CHUNK = 64 * 1024
LARGEST_CHUNK = len(HEADER) + CHUNK + 16
MOST_CHUNKS = 1 << 32

Fetch = Callable[[int, int], Iterable[bytes]]
"""Gives the stored chunks from one number up to, not including, another, in order; fewer where some are missing."""


def new_file_key() -> bytes:
    """Make the key of one file. It is never used for a second file, nor for a second version of the first."""
    return os.urandom(KEY_BYTES)


def chunks_of(size: int) -> int:
    """How many chunks a file of so many bytes has; an empty file has one."""
    return max(1, -(-size // CHUNK))


def seal_file(key: bytes, file_id: UUID, source: BinaryIO) -> Iterator[bytes]:
    """Give the chunks of what `source` holds, reading one ahead; refuses (ValueError) more than 2^32 chunks."""
    cipher, number, text = AESGCM(key), 0, source.read(CHUNK)
    while True:
        following = source.read(CHUNK) if len(text) == CHUNK else b""
        if number >= MOST_CHUNKS:
            raise ValueError("A file of more than 256 terabytes cannot be sealed.")
        yield HEADER + cipher.encrypt(_nonce(number, last=not following), text, _bound(file_id))
        if not following:
            return
        number, text = number + 1, following


def open_file(key: bytes, file_id: UUID, size: int, fetch: Fetch) -> Iterator[bytes]:
    """Give a file of `size` bytes, chunk by chunk; refuses (Unreadable) as `open_range` does."""
    return open_range(key, file_id, size, 0, size, fetch)


def open_range(key: bytes, file_id: UUID, size: int, start: int, stop: int, fetch: Fetch) -> Iterator[bytes]:
    """Give the bytes from `start` up to, not including, `stop` of a file of `size` bytes, opening only their chunks.

    Refuses (Unreadable) a chunk that is missing, cut, changed, moved or of another file, before any byte of it is
    given out; and (ValueError) a range outside the file.
    """
    if not 0 <= start <= stop <= size:
        raise ValueError("The range lies outside the file.")
    cipher, total = AESGCM(key), chunks_of(size)
    first, end = start // CHUNK, min(chunks_of(stop), total)
    stored = iter(fetch(first, end))
    for number in range(first, end):
        text = _opened(cipher, file_id, number, next(stored, b""), last=number == total - 1)
        if len(text) != min(CHUNK, size - number * CHUNK):
            raise Unreadable("the file is not as long as its record says")
        at = number * CHUNK
        yield text[max(start - at, 0) : stop - at]


def _opened(cipher: AESGCM, file_id: UUID, number: int, chunk: bytes, *, last: bool) -> bytes:
    if chunk[: len(HEADER)] != HEADER or len(chunk) > LARGEST_CHUNK:
        raise Unreadable("a chunk of a file is missing or of an unknown form")
    try:
        return cipher.decrypt(_nonce(number, last=last), chunk[len(HEADER) :], _bound(file_id))
    except (InvalidTag, ValueError):
        raise Unreadable("a chunk of a file was cut, changed or moved") from None


def _nonce(number: int, *, last: bool) -> bytes:
    return bytes(7) + number.to_bytes(4, "big") + bytes([last])


def _bound(file_id: UUID) -> bytes:
    return b"file" + HEADER + file_id.bytes
