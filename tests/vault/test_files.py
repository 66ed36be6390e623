"""Encrypted files: whole or refused, of any size, readable in part."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.files import CHUNK, Fetch, chunks_of, new_file_key, open_file, open_range, seal_file
from vault.ids import uuid7
from vault.opening import Unreadable

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17]
KEY, FILE, TEXT = new_file_key(), uuid7(), os.urandom(3 * CHUNK + 17)

Damage = Callable[[list[bytes]], list[bytes]]


def stored(chunks: list[bytes]) -> Fetch:
    return lambda first, end: chunks[first:end]


def sealed(text: bytes) -> list[bytes]:
    return list(seal_file(KEY, FILE, io.BytesIO(text)))


def whole(pieces: Iterable[bytes]) -> bytes:
    return b"".join(pieces)


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_as_it_was(size: int) -> None:
    text = os.urandom(size)
    chunks = sealed(text)
    assert len(chunks) == chunks_of(size)
    assert whole(open_file(KEY, FILE, size, stored(chunks))) == text


@given(st.integers(0, 3 * CHUNK + 17), st.integers(0, 3 * CHUNK + 17))
@settings(max_examples=50, deadline=None)
def test_any_part_can_be_read_alone(one: int, other: int) -> None:
    text = TEXT
    start, stop = sorted((one, other))
    assert whole(open_range(KEY, FILE, len(text), start, stop, stored(sealed(text)))) == text[start:stop]


def test_reading_a_part_fetches_only_its_chunks() -> None:
    text, asked = os.urandom(10 * CHUNK), []
    chunks = sealed(text)

    def fetch(first: int, end: int) -> list[bytes]:
        asked.append((first, end))
        return chunks[first:end]

    assert whole(open_range(KEY, FILE, len(text), 5 * CHUNK + 3, 5 * CHUNK + 9, fetch)) == text[5 * CHUNK + 3 :][:6]
    assert asked == [(5, 6)]


def test_a_part_outside_the_file_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        whole(open_range(KEY, FILE, 10, 5, 11, stored(sealed(bytes(10)))))


DAMAGES: dict[str, Damage] = {
    "the last chunk dropped": lambda chunks: chunks[:-1],
    "everything dropped": lambda _: [],
    "two chunks swapped": lambda chunks: [chunks[1], chunks[0], *chunks[2:]],
    "a chunk twice": lambda chunks: [chunks[0], chunks[0], *chunks[2:]],
    "a chunk of another file": lambda chunks: [*seal_file(KEY, uuid7(), io.BytesIO(bytes(CHUNK))), *chunks[1:]],
    "a chunk under another key": lambda chunks: [
        *seal_file(new_file_key(), FILE, io.BytesIO(bytes(CHUNK))), *chunks[1:],
    ],
    "a chunk cut": lambda chunks: [chunks[0][:-1], *chunks[1:]],
    "a chunk emptied": lambda chunks: [b"", *chunks[1:]],
    "an unknown version": lambda chunks: [b"\x02" + chunks[0][1:], *chunks[1:]],
    "plain text": lambda chunks: [bytes(CHUNK), *chunks[1:]],
    "one bit": lambda chunks: [chunks[0][:500] + bytes([chunks[0][500] ^ 1]) + chunks[0][501:], *chunks[1:]],
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_t21_a_damaged_file_is_refused(damage: Damage) -> None:
    text = os.urandom(3 * CHUNK)
    with pytest.raises(Unreadable):
        whole(open_file(KEY, FILE, len(text), stored(damage(sealed(text)))))


def test_t21_a_file_cut_at_a_chunk_and_said_to_be_shorter_is_refused() -> None:
    chunks = sealed(os.urandom(3 * CHUNK))
    with pytest.raises(Unreadable):
        whole(open_file(KEY, FILE, 2 * CHUNK, stored(chunks[:2])))


def test_t21_two_files_spliced_are_refused() -> None:
    first, second = sealed(bytes(2 * CHUNK)), list(seal_file(KEY, uuid7(), io.BytesIO(bytes(2 * CHUNK))))
    with pytest.raises(Unreadable):
        whole(open_file(KEY, FILE, 2 * CHUNK, stored([first[0], second[1]])))


def test_no_byte_of_a_damaged_chunk_is_given_out() -> None:
    chunks = sealed(os.urandom(2 * CHUNK))
    chunks[1] = chunks[1][:-1] + bytes([chunks[1][-1] ^ 1])
    pieces = open_file(KEY, FILE, 2 * CHUNK, stored(chunks))
    assert len(next(pieces)) == CHUNK
    with pytest.raises(Unreadable):
        next(pieces)


LARGE = """
import io, re, sys
from vault.files import CHUNK, open_file, seal_file, chunks_of
from uuid import UUID

class Zeros(io.RawIOBase):
    left = int(sys.argv[1])
    def read(self, size=-1):
        size = min(size, self.left)
        self.left -= size
        return bytes(size)

key, file, size = bytes(32), UUID(int=7), int(sys.argv[1])
chunks = seal_file(key, file, Zeros())
read = sum(map(len, open_file(key, file, size, lambda first, end: chunks)))
print(read, re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads its own peak memory from /proc")
@pytest.mark.parametrize("size", [64 << 20, pytest.param(5 << 30, marks=pytest.mark.slow)])
def test_t21_five_gigabytes_need_no_more_memory_than_a_few_chunks(size: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LARGE, str(size)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    read, kilobytes = map(int, done.stdout.split())
    assert read == size
    assert kilobytes < 64 * 1024
