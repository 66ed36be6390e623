"""A key service on this machine that can be told to fail, to stall, to lie and to hang up."""

import base64
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest_socket
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN = "a token of the tests"


class Service(ThreadingHTTPServer):
    """Wraps keys with one of its own; `mood` says how it behaves now, and `asked` what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.cipher, self.mood, self.asked = AESGCM(os.urandom(32)), "well", []  # type: ignore[var-annotated]
        self.stalls = 30.0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/v1/transit"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is no news."""


class Answer(BaseHTTPRequestHandler):
    """One call."""

    server: Service

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer as the service's mood is."""
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(self.path)
        mood = self.server.mood
        if mood == "stalls":
            time.sleep(self.server.stalls)
        if mood in {"stalls", "hangs up"}:
            self.connection.close()
        elif mood == "fails":
            self._send(503, {"errors": ["sealed"]})
        elif mood == "babbles":
            self._send(200, ["no such thing"])
        elif self.headers["X-Vault-Token"] != TOKEN:
            self._send(403, {"errors": ["permission denied"]})
        else:
            self._well(said)

    def _well(self, said: dict[str, str]) -> None:
        verb = self.path.split("/")[-2]
        context = base64.b64decode(said.get("associated_data", ""))
        if verb == "encrypt":
            nonce = os.urandom(12)
            sealed = nonce + self.server.cipher.encrypt(nonce, base64.b64decode(said["plaintext"]), context)
            self._send(200, {"data": {"ciphertext": "vault:v1:" + base64.b64encode(sealed).decode()}})
        elif verb == "random":
            self._send(200, {"data": {"random_bytes": base64.b64encode(os.urandom(32)).decode()}})
        elif self.server.mood == "lies":
            self._send(200, {"data": {"plaintext": base64.b64encode(os.urandom(32)).decode()}})
        else:
            self._decrypt(said["ciphertext"], context)

    def _decrypt(self, ciphertext: str, context: bytes) -> None:
        try:
            sealed = base64.b64decode(ciphertext.removeprefix("vault:v1:"), validate=True)
            key = self.server.cipher.decrypt(sealed[:12], sealed[12:], context)
        except (ValueError, InvalidTag):
            self._send(400, {"errors": ["cipher: message authentication failed"]})
        else:
            self._send(200, {"data": {"plaintext": base64.b64encode(key).decode()}})

    def _send(self, status: int, body: Any) -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@contextmanager
def serving() -> Iterator[Service]:
    """A service that runs for a while, and the leave to talk to this machine."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    service = Service()
    thread = Thread(target=service.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        service.server_close()
