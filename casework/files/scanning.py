"""Asks a ClamAV daemon whether a file is harmful. No answer is never taken for a good one."""

import logging
import socket
import struct
from enum import Enum
from typing import Final

from django.conf import settings

logger = logging.getLogger(__name__)

SECONDS: Final = 30
PIECE: Final = 64 * 1024


class Verdict(Enum):
    """What the check says; UNKNOWN where the daemon cannot be reached or does not know."""

    HARMLESS = "HARMLESS"
    HARMFUL = "HARMFUL"
    UNKNOWN = "UNKNOWN"


def verdict(content: bytes) -> Verdict:
    """What the daemon says of a file; HARMLESS where none is set up, for then structure alone is checked."""
    if not settings.CLAMD:
        return Verdict.HARMLESS
    try:
        with _connected() as daemon:
            answer = _asked(daemon, content)
    except OSError as fault:
        logger.error("The virus check could not be reached: %s.", type(fault).__name__)  # noqa: TRY400 - the kind is enough
        return Verdict.UNKNOWN
    if answer.endswith(b"FOUND"):
        return Verdict.HARMFUL
    return Verdict.HARMLESS if answer == b"stream: OK" else Verdict.UNKNOWN


def _connected() -> socket.socket:
    """A connection to `unix:PATH` or `tcp:HOST:PORT`."""
    kind, _, where = settings.CLAMD.partition(":")
    if kind == "unix":
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(SECONDS)
        try:
            daemon.connect(where)
        except OSError:
            daemon.close()
            raise
        return daemon
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _asked(daemon: socket.socket, content: bytes) -> bytes:
    """The daemon's answer to its command INSTREAM: pieces, each behind its length, and a length of nought."""
    daemon.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), PIECE):
        piece = content[start : start + PIECE]
        daemon.sendall(struct.pack(">I", len(piece)) + piece)
    daemon.sendall(struct.pack(">I", 0))
    answer = b""
    while not answer.endswith(b"\0") and (more := daemon.recv(PIECE)):
        answer += more
    return answer.rstrip(b"\0")
