"""What every root key can do, and the two ways in which it can fail."""

from collections.abc import Mapping
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured


class RootKeyRefused(ImproperlyConfigured):
    """There is no root key that can be trusted; the words say what to do."""


class RootKeyUnavailable(Exception):
    """The root key cannot be reached now, and may be again in a moment; nothing says that a value is damaged."""


class RootKey(Protocol):
    """What a root key can do, wherever it is kept: in a file, a security module or a key service."""

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Wrap `key` with the root key, bound to `context`; raises RootKeyUnavailable where it cannot be reached."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Give the key again; raises Unreadable for another context, root key or changed bytes."""

    def generate(self) -> bytes:
        """Make a new key of 32 bytes."""

    def healthy(self) -> bool:
        """Say whether the root key can be used now."""


def required(options: Mapping[str, str], name: str) -> str:
    """Give a setting of the root key; refuses (RootKeyRefused) to go on without it."""
    if not options.get(name):
        raise RootKeyRefused(f"ROOT_KEY_{name} is not set, and the provider {options['PROVIDER']} needs it.")
    return options[name]


def round_trip(root: RootKey) -> bool:
    """Say whether a key comes back as it was wrapped."""
    key = root.generate()
    return root.unwrap(root.wrap(key, b"healthy"), b"healthy") == key
