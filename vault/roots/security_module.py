"""A root key that never leaves a security module, reached by PKCS#11 (OASIS, version 2.40: CKM_AES_GCM).

Needs the extra `pkcs11`. The key is a secret key in the token, found by its label.
"""

import contextlib
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import pkcs11
from cryptography.exceptions import InvalidTag
from pkcs11 import Attribute, GCMParams, KeyType, Mechanism, ObjectClass

from vault import envelope as env
from vault.roots.file import read_secret
from vault.roots.root import RootKeyRefused, RootKeyUnavailable, required, round_trip

logger = logging.getLogger(__name__)


_INITIALISED: dict[str, int] = {}
"""Which process last initialised each library: it is loaded once, whoever uses it."""


class SecurityModule:
    """A root key in a token. One session, used by one thread at a time, and opened anew after a fault or a fork."""

    def __init__(self, *, module: str, token: str, pin_file: Path, label: str, may_be_made: bool = False) -> None:
        self._module, self._token, self._label = module, token, label
        self._pin = read_secret(pin_file, "PIN of the security module").decode()
        self._may_be_made = may_be_made
        self._lock = Lock()
        self._key: Any = None
        self._opened_by = 0

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Wrap `key` in the token, bound to `context`; raises RootKeyUnavailable where the token cannot be used."""
        return env.wrap(self, key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Give the key again; raises Unreadable for another context, root key or changed bytes."""
        return env.unwrap(self, wrapped, context)

    def generate(self) -> bytes:
        """Make a new key of 32 bytes with the token's own random numbers."""
        return bytes(self._with_key(lambda key: key.session.generate_random(env.KEY_BYTES * 8)))

    def healthy(self) -> bool:
        """Say whether a key comes back as it was wrapped."""
        try:
            return round_trip(self)
        except (RootKeyUnavailable, RootKeyRefused, env.Unreadable):
            return False

    # ---- what vault.envelope asks of a cipher
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        """AES-GCM in the token."""
        how = GCMParams(nonce, associated_data)
        return bytes(self._with_key(lambda key: key.encrypt(data, mechanism=Mechanism.AES_GCM, mechanism_param=how)))

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes:
        """AES-GCM in the token; raises InvalidTag as `cryptography` does.

        What a token says to bytes that are not its own differs by maker, so whether the fault is its own is tried out.
        """
        how = GCMParams(nonce, associated_data)
        try:
            return bytes(
                self._with_key(lambda key: key.decrypt(data, mechanism=Mechanism.AES_GCM, mechanism_param=how))
            )
        except RootKeyUnavailable:
            if self._works():
                raise InvalidTag from None
            raise

    def _works(self) -> bool:
        try:
            self.encrypt(os.urandom(12), bytes(env.KEY_BYTES), b"works")
        except RootKeyUnavailable:
            return False
        return True

    def _with_key(self, use: Callable[[Any], Any]) -> Any:
        with self._lock:
            try:
                return use(self._opened())
            except pkcs11.PKCS11Error as fault:
                self._drop_session()
                logger.warning("The security module could not be used: %s.", type(fault).__name__)
                raise RootKeyUnavailable(type(fault).__name__) from None

    def _drop_session(self) -> None:
        key, self._key = self._key, None
        if key is not None:
            with contextlib.suppress(pkcs11.PKCS11Error):
                key.session.close()

    def _opened(self) -> Any:
        process = os.getpid()
        if self._key is None or self._opened_by != process:
            library = pkcs11.lib(self._module)
            if _INITIALISED.setdefault(self._module, process) != process:
                library.reinitialize()  # a child has none of its parent's sessions
                _INITIALISED[self._module] = process
            self._key, self._opened_by = self._found(self._session(library)), process
        return self._key

    def _session(self, library: Any) -> Any:
        token = library.get_token(token_label=self._token)
        try:
            return token.open(rw=self._may_be_made, user_pin=self._pin)
        except pkcs11.UserAlreadyLoggedIn:  # by another session: a token knows processes, not sessions
            return token.open(rw=self._may_be_made)

    def _found(self, session: Any) -> Any:
        try:
            return session.get_key(object_class=ObjectClass.SECRET_KEY, key_type=KeyType.AES, label=self._label)
        except pkcs11.NoSuchKey:
            if not self._may_be_made:
                raise RootKeyRefused(
                    f"The token {self._token} holds no AES key {self._label}. Restore the token's backup: without the"
                    " key nothing that is sealed can be opened. Only for a new installation, set"
                    " ROUNDTABLE_MAKE_ROOT_KEY=yes to make one."
                ) from None
        secret = {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False}
        return session.generate_key(KeyType.AES, 256, label=self._label, store=True, template=secret)


def from_settings(options: Mapping[str, str], *, may_be_made: bool) -> SecurityModule:
    """Open the security module that the settings name; refuses where one of them is missing."""
    return SecurityModule(
        module=required(options, "MODULE"),
        token=required(options, "TOKEN"),
        pin_file=Path(required(options, "PIN_FILE")),
        label=required(options, "LABEL"),
        may_be_made=may_be_made,
    )
