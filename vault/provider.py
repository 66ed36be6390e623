"""The root key, and the agency keys it wraps.

Agency keys are kept in this process for five minutes. Data keys are not kept at all: grants are read at every opening,
so that a share which ends is over with the next statement.
"""

import contextlib
import os
import stat
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Protocol
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from vault import envelope as env
from vault.models import AgencyKey

KEPT_SECONDS = 300
_READABLE_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class RootKeyRefused(ImproperlyConfigured):
    """There is no root key that can be trusted; the words say what to do."""


class RootKey(Protocol):
    """What a root key can do, wherever it is kept: in a file, a security module or a key service."""

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Wrap `key` with the root key, bound to `context`."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Give the key again; raises Unreadable for another context or changed bytes."""

    def generate(self) -> bytes:
        """Make a new key of 32 bytes."""

    def healthy(self) -> bool:
        """Say whether the root key can be used now."""


class LocalRoot:
    """A root key of 32 bytes in a file that only this process's user may read."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            _make(path)
        self._cipher = AESGCM(_read(path))

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Wrap `key` with the root key, bound to `context`."""
        return env.wrap(self._cipher, key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Give the key again; raises Unreadable for another context or changed bytes."""
        return env.unwrap(self._cipher, wrapped, context)

    def generate(self) -> bytes:
        """Make a new key of 32 bytes."""
        return os.urandom(env.KEY_BYTES)

    def healthy(self) -> bool:
        """Say whether a key comes back as it was wrapped."""
        key = self.generate()
        return self.unwrap(self.wrap(key, b"healthy"), b"healthy") == key


def _make(path: Path) -> None:
    """Write a new root key; two processes that start together agree on the first, and none reads half a key."""
    if not settings.ROOT_KEY_MAY_BE_MADE:
        raise RootKeyRefused(
            f"There is no root key at {path}. Put back the file that was kept safe: without it nothing that is sealed"
            " can be opened. Only for a new installation, set ROUNDTABLE_MAKE_ROOT_KEY=yes to make one."
        )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent) as draft:  # made with mode 0600
        draft.write(os.urandom(env.KEY_BYTES))
        draft.flush()
        os.fsync(draft.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft.name, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # else a crash could take the only copy back
    finally:
        os.close(folder)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode) or state.st_mode & _READABLE_BY_OTHERS:
            raise RootKeyRefused(f"Others may read the root key at {path}. Run `chmod 600` on it, and start again.")
        key = file.read(env.KEY_BYTES + 1)
    if len(key) != env.KEY_BYTES:
        raise RootKeyRefused(f"The root key at {path} is not {env.KEY_BYTES} bytes long. Put back the right file.")
    return key


@cache
def root() -> RootKey:
    """Give the root key of this process; raises RootKeyRefused, in words, where there is none to trust."""
    return LocalRoot(Path(settings.ROOT_KEY_FILE))


_kept: dict[UUID, tuple[float, AESGCM]] = {}


def agency_cipher(agency_key_id: UUID) -> AESGCM:
    """Give the cipher of an agency key, unwrapped once in five minutes; Unreadable where the key cannot be seen."""
    until, cipher = _kept.get(agency_key_id, (0.0, None))
    if cipher is None or until < time.monotonic():
        row = AgencyKey.objects.filter(pk=agency_key_id).first()
        if row is None:
            raise env.Unreadable("the agency's key is not to be found")
        cipher = AESGCM(root().unwrap(bytes(row.wrapped), agency_key_context(row)))
        _kept[agency_key_id] = (time.monotonic() + KEPT_SECONDS, cipher)
    return cipher


def agency_key_context(row: AgencyKey) -> bytes:
    """Say what an agency key is bound to when the root key wraps it."""
    return b"agency" + row.id.bytes + row.partnership_id.bytes + row.agency_id.bytes + row.version.to_bytes(4, "big")


def forget() -> None:
    """Drop every key that this process keeps; the next use reads them again."""
    _kept.clear()
    root.cache_clear()
