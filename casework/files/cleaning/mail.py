"""E-mails stay as they are, for their headers are the evidence; what is attached must be of a kind that is taken."""

import io
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

import olefile

from casework.files.cleaning.kinds import Reason, Refused

MOST_PARTS: Final = 200
TEXTS: Final = {"text/plain", "text/html", "text/calendar"}
PROPERTIES: Final = "__properties_version1.0"
ATTACHMENT: Final = "__attach_version1.0_"
DATA: Final = "__substg1.0_37010102"
LONG_NAME: Final = "__substg1.0_3707001F"
ENCLOSED_MESSAGE: Final = "__substg1.0_3701000D"


def attachments_of_email(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file attached to an e-mail; refuses what is no e-mail, and enclosed messages."""
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(content)
    if not (message.get("From") and (message.get("Date") or message.get("Received"))) or b"\0" in content:
        raise Refused(Reason.NOT_WHAT_IT_SAYS)
    parts = [part for part in message.walk() if not part.is_multipart()]
    if len(parts) > MOST_PARTS:
        raise Refused(Reason.TOO_MUCH)
    if any(part.get_content_type() == "message/rfc822" for part in message.walk()):
        raise Refused(Reason.EMBEDDED)
    for part in parts:
        name = part.get_filename()
        if name or part.get_content_type() not in TEXTS:
            yield name or "", bytes(part.get_payload(decode=True) or b"")


def attachments_of_outlook(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file attached to an Outlook message; refuses what is none, and enclosed messages."""
    if not olefile.isOleFile(content):
        raise Refused(Reason.DAMAGED)
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as message:
            if not message.exists(PROPERTIES):
                raise Refused(Reason.NOT_WHAT_IT_SAYS)
            yield from _attached(message)
    except (OSError, IndexError, TypeError, ValueError, RecursionError):
        raise Refused(Reason.DAMAGED) from None


def _attached(message: olefile.OleFileIO) -> Iterator[tuple[str, bytes]]:
    folders = sorted({path[0] for path in message.listdir(storages=True) if path[0].startswith(ATTACHMENT)})
    if len(folders) > MOST_PARTS:
        raise Refused(Reason.TOO_MUCH)
    for folder in folders:
        if message.exists(f"{folder}/{ENCLOSED_MESSAGE}"):
            raise Refused(Reason.EMBEDDED)
        yield (
            _stream(message, f"{folder}/{LONG_NAME}").decode("utf-16-le", "replace"),
            _stream(message, f"{folder}/{DATA}"),
        )


def _stream(message: olefile.OleFileIO, path: str) -> bytes:
    return bytes(message.openstream(path).read()) if message.exists(path) else b""
