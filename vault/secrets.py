"""Secrets of the product itself, such as the seed of a second factor, under keys that the root wraps.

As base64 text: version 2 | suite 1 | length 2 | wrapped key | nonce 12 | ciphertext | tag 16 (bytes). Version 1 has no
length, and a wrapped key of 76 bytes. A process seals with one key for five minutes, and keeps what it has opened as
long, so that a page does not wait for a key service.
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import envelope as env
from vault.provider import key_for_secrets, opened_secret
from vault.roots.root import RootKey

_HEADER = bytes([2, 1])
_HEADER_BYTES = 2
_LENGTH_BYTES = 2
_NONCE_BYTES = 12
_KEY = b"key for secrets"


def seal_secret(text: str, context: str) -> str:
    """Seal `text` for `context` (whose secret, and which), as text that a character column can hold."""
    return _sealed(text, context, *key_for_secrets(_KEY))


def open_secret(sealed: str, context: str) -> str:
    """Give the text again; Unreadable for another context or root key, a changed text or an unknown form."""
    head, wrapped, body = _parts(sealed)
    return _opened(head, body, context, opened_secret(wrapped, _key_of(head, context)))


def move_secret(sealed: str, context: str, *, old: RootKey, new: RootKey) -> str:
    """Seal a secret under another root key; Unreadable where the old one does not open it."""
    head, wrapped, body = _parts(sealed)
    text = _opened(head, body, context, old.unwrap(wrapped, _key_of(head, context)))
    key = env.new_key()
    return _sealed(text, context, key, new.wrap(key, _KEY))


def _sealed(text: str, context: str, key: bytes, wrapped: bytes) -> str:
    head = _HEADER + len(wrapped).to_bytes(_LENGTH_BYTES, "big") + wrapped
    nonce = os.urandom(_NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, env.pad(text.encode()), head + _bound(context))
    return base64.b64encode(head + nonce + body).decode()


def _opened(head: bytes, body: bytes, context: str, key: bytes) -> str:
    nonce, ciphertext = body[:_NONCE_BYTES], body[_NONCE_BYTES:]
    try:
        return env.unpad(AESGCM(key).decrypt(nonce, ciphertext, head + _bound(context))).decode()
    except (InvalidTag, ValueError):
        raise env.Unreadable("changed, or of another context") from None


def _parts(sealed: str) -> tuple[bytes, bytes, bytes]:
    """Give everything up to the nonce, the wrapped key in it, and the rest."""
    try:
        stored = base64.b64decode(sealed, validate=True)
    except (binascii.Error, ValueError):
        raise env.Unreadable("not a sealed secret") from None
    if stored.startswith(env.HEADER):
        begins, length = _HEADER_BYTES, env.WRAPPED_BYTES
    elif stored.startswith(_HEADER):
        begins = _HEADER_BYTES + _LENGTH_BYTES
        length = int.from_bytes(stored[_HEADER_BYTES:begins], "big")
    else:
        raise env.Unreadable("not a sealed secret of a known version")
    ends = begins + length
    if len(stored) <= ends + _NONCE_BYTES:
        raise env.Unreadable("not a sealed secret of a known version")
    return stored[:ends], stored[begins:ends], stored[ends:]


def _key_of(head: bytes, context: str) -> bytes:
    """Say what the wrapped key is bound to: its text is bound to the context, which version 1 did twice."""
    return _bound(context) if head.startswith(env.HEADER) else _KEY


def _bound(context: str) -> bytes:
    return b"secret " + context.encode()
