"""No nonce twice: over many sealings, and in processes that began as copies of one another."""

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import envelope

CIPHER = AESGCM(bytes(32))
EACH = 500


def nonce() -> bytes:
    return envelope.seal(CIPHER, bytes(16), bytes(16) + b"label", bytes(16), b"")[22:34]


def of_a_copy() -> bytes:
    """Give the nonces of a process that began as a copy of this one."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        with os.fdopen(writes, "wb") as out:
            out.write(b"".join(nonce() for _ in range(EACH)))
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as made:
        found = made.read()
    os.waitpid(child, 0)
    return found


def test_t12_copies_of_one_process_use_no_nonce_twice() -> None:
    found = b"".join(of_a_copy() for _ in range(64))
    nonces = {found[place : place + 12] for place in range(0, len(found), 12)}
    assert len(nonces) == 64 * EACH


@pytest.mark.slow
def test_t12_a_million_sealings_use_no_nonce_twice() -> None:
    assert len({nonce() for _ in range(1_000_000)}) == 1_000_000
