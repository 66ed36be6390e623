"""A root key kept by a key service over HTTP, in the shape of a transit engine: encrypt, decrypt, random.

    POST {url}/encrypt/{key}   plaintext, associated_data (base64)    -> data.ciphertext
    POST {url}/decrypt/{key}   ciphertext, associated_data            -> data.plaintext
    POST {url}/random/32                                              -> data.random_bytes

The service's word is not taken for it: a wrapped key carries a commitment of our own, so that another key than the one
that was wrapped is refused. Keys go over TLS, or stay on this machine.
"""

import base64
import binascii
import hmac
import json
import logging
import ssl
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote, urlsplit

from vault import envelope as env
from vault.roots.file import read_secret
from vault.roots.root import RootKeyRefused, RootKeyUnavailable, required, round_trip

logger = logging.getLogger(__name__)

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ATTEMPTS = 2
FAILURES_BEFORE_A_PAUSE = 3
PAUSE_SECONDS = 10.0
_LONGEST_ANSWER = 64 * 1024
_COMMITMENT_BYTES = 16
_SERVER_FAULTS = 500


class Breaker:
    """Stops asking a service that does not answer, so that each request fails at once and not after a timeout.

    After three failures in a row nobody asks for ten seconds; then one does, and what it hears decides.
    """

    def __init__(self) -> None:
        self._lock, self._failures, self._closed_until = Lock(), 0, 0.0

    def require(self) -> None:
        """Refuse (RootKeyUnavailable) during a pause; whoever comes first after it keeps the others out meanwhile."""
        with self._lock:
            if self._failures < FAILURES_BEFORE_A_PAUSE:
                return
            if time.monotonic() < self._closed_until:
                raise RootKeyUnavailable("the key service did not answer a moment ago")
            self._closed_until = time.monotonic() + PAUSE_SECONDS

    def heard(self, *, answered: bool) -> None:
        """Take note of how a call went."""
        with self._lock:
            self._failures = 0 if answered else self._failures + 1
            self._closed_until = time.monotonic() + PAUSE_SECONDS


class KeyService:
    """A root key in a key service. The token is read for each call, so that it may be renewed beside us."""

    def __init__(self, *, url: str, key: str, token_file: Path, ca_file: str = "", timeout: float = 2.0) -> None:
        parts = urlsplit(url)
        self._host, self._port, self._base = parts.hostname or "", parts.port, parts.path.rstrip("/")
        if parts.scheme != "https" and not (parts.scheme == "http" and self._host in LOOPBACK):
            raise RootKeyRefused(f"The key service at {url} is not reached by https. Set ROOT_KEY_URL to its address.")
        self._tls = ssl.create_default_context(cafile=ca_file or None) if parts.scheme == "https" else None
        self._key, self._token_file, self._timeout = quote(key, safe=""), token_file, timeout
        read_secret(token_file, "token of the key service")
        self._breaker = Breaker()

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Wrap `key` in the service, and ask for it back: what could not be unwrapped again would be lost."""
        said = {"plaintext": _text(key), "associated_data": _text(context)}
        wrapped = _commitment(key, context) + self._ask(f"encrypt/{self._key}", said, "ciphertext").encode()
        if self.unwrap(wrapped, context) != key:
            raise RootKeyUnavailable("the key service did not give back what it was given")
        return wrapped

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Give the key again; raises Unreadable for another context, root key or changed bytes."""
        committed, ciphertext = wrapped[:_COMMITMENT_BYTES], wrapped[_COMMITMENT_BYTES:]
        said = {"ciphertext": ciphertext.decode("ascii", "replace"), "associated_data": _text(context)}
        key = _bytes(self._ask(f"decrypt/{self._key}", said, "plaintext"))
        if not hmac.compare_digest(committed, _commitment(key, context)):
            raise env.Unreadable("the key does not match its commitment")
        return key

    def generate(self) -> bytes:
        """Make a new key of 32 bytes: the service's random numbers, mixed with our own in case they are not."""
        return env.derive(env.new_key(), _bytes(self._ask(f"random/{env.KEY_BYTES}", {}, "random_bytes")))

    def healthy(self) -> bool:
        """Say whether a key comes back as it was wrapped."""
        try:
            return round_trip(self)
        except (RootKeyUnavailable, RootKeyRefused, env.Unreadable):
            return False

    def _ask(self, path: str, said: dict[str, str], wanted: str) -> str:
        self._breaker.require()
        for attempt in range(1, ATTEMPTS + 1):
            try:
                status, answer = self._call(path, said)
            except (OSError, HTTPException, ValueError) as fault:
                kind = type(fault).__name__
            else:
                if status == HTTPStatus.OK and isinstance(answer.get(wanted), str):
                    self._breaker.heard(answered=True)
                    return str(answer[wanted])
                if status == HTTPStatus.BAD_REQUEST:
                    self._breaker.heard(answered=True)
                    raise env.Unreadable("the key service does not unwrap this key")
                kind = str(status)
                if status < _SERVER_FAULTS:
                    break  # it will say no again
            logger.warning("The key service did not answer (try %s of %s): %s.", attempt, ATTEMPTS, kind)
        self._breaker.heard(answered=False)
        raise RootKeyUnavailable(f"the key service did not answer: {kind}")

    def _call(self, path: str, said: dict[str, str]) -> tuple[int, dict[str, Any]]:
        headers = {
            "Content-Type": "application/json",
            "X-Vault-Token": read_secret(self._token_file, "token of the key service").decode(),
        }
        connection = self._connection()
        try:
            connection.request("POST", f"{self._base}/{path}", json.dumps(said), headers)
            answer = connection.getresponse()
            text = answer.read(_LONGEST_ANSWER)
        finally:
            connection.close()
        data = json.loads(text or "{}") if answer.status == HTTPStatus.OK else {}
        found = data.get("data") if isinstance(data, dict) else None
        return answer.status, found if isinstance(found, dict) else {}

    def _connection(self) -> HTTPConnection:
        if self._tls is None:
            return HTTPConnection(self._host, self._port, timeout=self._timeout)
        return HTTPSConnection(self._host, self._port, timeout=self._timeout, context=self._tls)


def from_settings(options: Mapping[str, str], *, may_be_made: bool) -> KeyService:  # noqa: ARG001 - the service makes its own keys
    """Reach the key service that the settings name; refuses an address without TLS."""
    return KeyService(
        url=required(options, "URL"),
        key=required(options, "KEY"),
        token_file=Path(required(options, "TOKEN_FILE")),
        ca_file=options.get("CA_FILE", ""),
        timeout=float(required(options, "TIMEOUT")),
    )


def _commitment(key: bytes, context: bytes) -> bytes:
    return hmac.digest(key, b"commit " + context, "sha256")[:_COMMITMENT_BYTES]


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise env.Unreadable("the key service gave no key") from None
    if len(data) != env.KEY_BYTES:
        raise env.Unreadable("the key service gave no key")
    return data
