"""Secrets of the product itself, such as the seed of a second factor: each under a key of its own, wrapped by the root.

As base64 text: version 1 | suite 1 | wrapped key 76 | nonce 12 | ciphertext | tag 16 (bytes).
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import envelope as env
from vault.provider import root

_KEY_ENDS = len(env.HEADER) + env.WRAPPED_BYTES
_NONCE_ENDS = _KEY_ENDS + 12


def seal_secret(text: str, context: str) -> str:
    """Seal `text` for `context` (whose secret, and which), as text that a character column can hold."""
    key = root().generate()
    head = env.HEADER + root().wrap(key, _bound(context))
    nonce = os.urandom(_NONCE_ENDS - _KEY_ENDS)
    body = AESGCM(key).encrypt(nonce, env.pad(text.encode()), head + _bound(context))
    return base64.b64encode(head + nonce + body).decode()


def open_secret(sealed: str, context: str) -> str:
    """Give the text again; Unreadable for another context or root key, a changed text or an unknown form."""
    try:
        stored = base64.b64decode(sealed, validate=True)
    except (binascii.Error, ValueError):
        raise env.Unreadable("not a sealed secret") from None
    if len(stored) <= _NONCE_ENDS or not stored.startswith(env.HEADER):
        raise env.Unreadable("not a sealed secret of a known version")
    key = root().unwrap(stored[len(env.HEADER) : _KEY_ENDS], _bound(context))
    nonce, body, head = stored[_KEY_ENDS:_NONCE_ENDS], stored[_NONCE_ENDS:], stored[:_KEY_ENDS]
    try:
        return env.unpad(AESGCM(key).decrypt(nonce, body, head + _bound(context))).decode()
    except (InvalidTag, ValueError):
        raise env.Unreadable("changed, or of another context") from None


def _bound(context: str) -> bytes:
    return b"secret " + context.encode()
