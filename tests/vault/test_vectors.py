"""The ciphers against published values, and what this product stores against a reader that is not this product."""

import hmac
import json
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import envelope

# AES-256-GCM: the cipher's own paper, "The Galois/Counter Mode of Operation", test cases 13, 14 and 16.
GCM = [
    ("00" * 32, "00" * 12, "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
    ("00" * 32, "00" * 12, "", "00" * 16, "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
    (
        "feffe9928665731c6d6a8f9467308308" * 2,
        "cafebabefacedbaddecaf888",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        (
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
        ),
        (
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ),
]
# HMAC-SHA-256: RFC 4231, test cases 1 and 2.
HMAC = [
    (b"\x0b" * 20, b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    (b"Jefe", b"what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
]
# Ours, made once with counting bytes for every key, id and nonce: a change of the form would leave these unreadable.
WORDS = "Seen at home, calm. Zoë"
SEALED = (
    "0101000102030405060708090a0b0c0d0e0fd6bb5b96000102030405060708090a0b7ad08c9c7e3a56c32f0aa287354723c2"
    "3b3da1ac9362837d7d552d0d5dac64cab4572c1986f5b765d1652d829c931c2f"
)
WRAPPED = (
    "000102030405060708090a0b6723f438e1c0e43ca568bda09dc45642b3e7b507c44e694b005edfbe21543e8d86901b2483f75de4b9ca82d44b"
    "61aad53b5477564d976807255e34bbfc5ae4c5"
)
SCOPE, ROW = bytes(range(16, 32)) + b"casework.example.words", bytes(range(32, 48))

READER = """
const c = require('crypto'), i = JSON.parse(require('fs').readFileSync(0));
const hex = name => Buffer.from(i[name], 'hex');
const key = c.createHmac('sha256', hex('key')).update('derive category CONTACT').digest();
const e = hex('sealed'), tag = e.subarray(-16);
const d = c.createDecipheriv('aes-256-gcm', key, e.subarray(22, 34)).setAuthTag(tag);
d.setAAD(Buffer.concat([e.subarray(0, 22), hex('row'), hex('scope')]));
const padded = Buffer.concat([d.update(e.subarray(34, -16)), d.final()]);
process.stdout.write(padded.subarray(0, padded.lastIndexOf(0x80)));
"""


@pytest.mark.parametrize(("key", "nonce", "associated", "text", "sealed"), GCM)
def test_t1_the_cipher_gives_the_published_values(
    key: str, nonce: str, associated: str, text: str, sealed: str
) -> None:
    given = bytes.fromhex(nonce), bytes.fromhex(text), bytes.fromhex(associated)
    assert AESGCM(bytes.fromhex(key)).encrypt(*given).hex() == sealed


@pytest.mark.parametrize(("key", "text", "code"), HMAC)
def test_t1_the_keyed_hash_gives_the_published_values(key: bytes, text: bytes, code: str) -> None:
    assert hmac.digest(key, text, "sha256").hex() == code


def test_t1_what_was_sealed_and_wrapped_once_opens_for_ever() -> None:
    key = envelope.derive(bytes(range(32)), b"category CONTACT")
    assert envelope.unseal(AESGCM(key), SCOPE, ROW, bytes.fromhex(SEALED)).decode() == WORDS
    wrapped = envelope.unwrap(AESGCM(bytes(range(32))), bytes.fromhex(WRAPPED), b"context")
    assert wrapped == bytes(range(32, 64))


def test_t1_a_reader_in_another_language_opens_it_by_the_description_alone() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    given = {"key": bytes(range(32)).hex(), "sealed": SEALED, "row": ROW.hex(), "scope": SCOPE.hex()}
    read = subprocess.run([node, "-e", READER], input=json.dumps(given).encode(), capture_output=True, check=True)
    assert read.stdout.decode() == WORDS
