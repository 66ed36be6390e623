"""A root key in a file, for a demo and for installations without a key service."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault import envelope as env
from vault.roots.root import RootKeyRefused, round_trip

_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class LocalRoot:
    """A root key of 32 bytes in a file that only this process's user may read; made where `may_be_made`."""

    def __init__(self, path: Path, *, may_be_made: bool = False) -> None:
        if not path.exists():
            _make(path, may_be_made=may_be_made)
        self._cipher = AESGCM(_read(path))

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Wrap `key` with the root key, bound to `context`."""
        return env.wrap(self._cipher, key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Give the key again; raises Unreadable for another context or changed bytes."""
        return env.unwrap(self._cipher, wrapped, context)

    def generate(self) -> bytes:
        """Make a new key of 32 bytes."""
        return env.new_key()

    def healthy(self) -> bool:
        """Say whether a key comes back as it was wrapped."""
        return round_trip(self)


def read_secret(path: Path, what: str) -> bytes:
    """Read a file that only this process's user may read; refuses (RootKeyRefused) one that others may touch."""
    if not path.is_file():
        raise RootKeyRefused(f"There is no {what} at {path}. Put the file there, and start again.")
    _require_private(path.stat(), path, what)
    return path.read_bytes().strip()


def _require_private(state: os.stat_result, path: Path, what: str) -> None:
    if not stat.S_ISREG(state.st_mode) or state.st_mode & _FOR_OTHERS:
        raise RootKeyRefused(f"Others may read the {what} at {path}. Run `chmod 600` on it, and start again.")


def _make(path: Path, *, may_be_made: bool) -> None:
    """Write a new root key; two processes that start together agree on the first, and none reads half a key."""
    if not may_be_made:
        raise RootKeyRefused(
            f"There is no root key at {path}. Put back the file that was kept safe: without it nothing that is sealed"
            " can be opened. Only for a new installation, set ROUNDTABLE_MAKE_ROOT_KEY=yes to make one."
        )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent) as draft:  # made with mode 0600
        draft.write(env.new_key())
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
        _require_private(os.fstat(file.fileno()), path, "root key")
        key = file.read(env.KEY_BYTES + 1)
    if len(key) != env.KEY_BYTES:
        raise RootKeyRefused(f"The root key at {path} is not {env.KEY_BYTES} bytes long. Put back the right file.")
    return key
