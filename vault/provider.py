"""The root key, and the agency keys it wraps.

What the root key has opened is kept in this process for five minutes. Data keys are not kept at all: grants are read at
every opening, so that a share which ends is over with the next statement.
"""

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.module_loading import import_string

from vault import envelope as env
from vault.models import AgencyKey
from vault.roots.file import LocalRoot
from vault.roots.root import RootKey, RootKeyRefused, RootKeyUnavailable

__all__ = [
    "LocalRoot",
    "RootKey",
    "RootKeyRefused",
    "RootKeyUnavailable",
    "agency_cipher",
    "forget",
    "index_keys",
    "opened",
    "root",
]

KEPT_SECONDS = 300
OUTLAST_SECONDS = 3600
MOST_KEPT = 4096
# By dotted path: only what is chosen is loaded, for its library may not be installed.
_ELSEWHERE = {
    "pkcs11": "vault.roots.security_module.from_settings",
    "http": "vault.roots.key_service.from_settings",
}
T = TypeVar("T")


class Kept(Generic[T]):
    """What the root key has opened, for five minutes; `outlast` more seconds while the root key cannot be reached."""

    def __init__(self, outlast: float = 0) -> None:
        self._values: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._outlast, self._lock = outlast, Lock()

    def get(self, name: Hashable, read: Callable[[], T]) -> T:
        """Give what is kept under a name, or read it."""
        value = self.at(name)
        if value is not None:
            return value
        try:
            value = read()
        except RootKeyUnavailable:
            value = self.at(name, self._outlast)
            if value is None:
                raise
            return value
        self.keep(name, value)
        return value

    def at(self, name: Hashable, seconds: float = KEPT_SECONDS) -> T | None:
        """Give what has been kept under a name for no longer than this."""
        since, value = self._values.get(name, (0.0, None))
        return value if time.monotonic() - since <= seconds else None

    def keep(self, name: Hashable, value: T) -> None:
        """Keep a value from now on; the oldest goes when there are too many."""
        with self._lock:
            self._values[name] = time.monotonic(), value
            self._values.move_to_end(name)
            if len(self._values) > MOST_KEPT:
                self._values.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()


index_keys: Kept[bytes] = Kept()
_agency_keys: Kept[AESGCM] = Kept()
_opened: Kept[bytes] = Kept()
# Sessions and seeds of second factors: people stay signed in while the key service is away, and see the clear lists.
_secrets: Kept[bytes] = Kept(OUTLAST_SECONDS)
_for_sealing: Kept[tuple[bytes, bytes]] = Kept(OUTLAST_SECONDS)


@cache
def root() -> RootKey:
    """Give the root key of this process; raises RootKeyRefused, in words, where there is none to trust."""
    return made_from(
        {**settings.ROOT_KEY, "FILE": str(settings.ROOT_KEY_FILE)}, may_be_made=settings.ROOT_KEY_MAY_BE_MADE
    )


def made_from(options: Mapping[str, str], *, may_be_made: bool = False) -> RootKey:
    """Give the root key that these settings describe; raises RootKeyRefused for a provider that is not known."""
    provider = options["PROVIDER"]
    if provider == "file":
        return LocalRoot(Path(options["FILE"]), may_be_made=may_be_made)
    if provider not in _ELSEWHERE:
        raise RootKeyRefused(f"ROOT_KEY_PROVIDER is {provider}: set it to file, pkcs11 or http.")
    try:
        make = import_string(_ELSEWHERE[provider])
    except ImportError:
        raise RootKeyRefused(
            f"What the provider {provider} needs is not installed: pip install .[{provider}]"
        ) from None
    made: RootKey = make(options, may_be_made=may_be_made)
    return made


def agency_cipher(agency_key_id: UUID) -> AESGCM:
    """Give the cipher of an agency key, unwrapped once in five minutes; Unreadable where the key cannot be seen."""
    return _agency_keys.get(agency_key_id, lambda: _read_agency_key(agency_key_id))


def _read_agency_key(agency_key_id: UUID) -> AESGCM:
    row = AgencyKey.objects.filter(pk=agency_key_id).first()
    if row is None:
        raise env.Unreadable("the agency's key is not to be found")
    return AESGCM(root().unwrap(bytes(row.wrapped), agency_key_context(row)))


def agency_key_context(row: AgencyKey) -> bytes:
    """Say what an agency key is bound to when the root key wraps it."""
    return b"agency" + row.id.bytes + row.partnership_id.bytes + row.agency_id.bytes + row.version.to_bytes(4, "big")


def opened(wrapped: bytes, context: bytes) -> bytes:
    """Give a key that the root key wrapped, unwrapped once in five minutes."""
    return _opened.get((wrapped, context), lambda: root().unwrap(wrapped, context))


def opened_secret(wrapped: bytes, context: bytes) -> bytes:
    """Give the key of a secret of the product's own, for an hour more while the root key cannot be reached."""
    return _secrets.get((wrapped, context), lambda: root().unwrap(wrapped, context))


def key_for_secrets(context: bytes) -> tuple[bytes, bytes]:
    """Give a key to seal secrets of one kind with, and its wrapped form; another one after five minutes."""

    def make() -> tuple[bytes, bytes]:
        key = env.new_key()
        wrapped = root().wrap(key, context)
        _secrets.keep((wrapped, context), key)
        return key, wrapped

    return _for_sealing.get(context, make)


def forget() -> None:
    """Drop every key that this process keeps; the next use reads them again."""
    for kept in (index_keys, _agency_keys, _opened, _secrets, _for_sealing):
        kept.clear()
    root.cache_clear()


os.register_at_fork(after_in_child=forget)
