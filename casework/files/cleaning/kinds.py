"""The kinds of file that are taken, how each is known, and why a file is refused."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a file is, by its structure; nothing else is taken."""

    PDF = "PDF"
    WORD = "WORD"
    EXCEL = "EXCEL"
    PNG = "PNG"
    JPEG = "JPEG"
    EMAIL = "EMAIL"
    OUTLOOK = "OUTLOOK"

    @property
    def words(self) -> str:
        """What people call it."""
        return FACTS[self].words

    @property
    def media_type(self) -> str:
        """How a browser is told what it is."""
        return FACTS[self].media_type

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return FACTS[self].endings[0]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is particular to one kind."""

    words: str
    endings: tuple[str, ...]
    media_type: str
    begins: bytes


_ZIP = b"PK\x03\x04"
FACTS: Final = {
    Kind.PDF: Facts("PDF", (".pdf",), "application/pdf", b"%PDF-"),
    Kind.WORD: Facts(
        "Word document", (".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _ZIP
    ),
    Kind.EXCEL: Facts(
        "Excel workbook", (".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _ZIP
    ),
    Kind.PNG: Facts("PNG picture", (".png",), "image/png", b"\x89PNG\r\n\x1a\n"),
    Kind.JPEG: Facts("JPEG picture", (".jpg", ".jpeg"), "image/jpeg", b"\xff\xd8\xff"),
    Kind.EMAIL: Facts("e-mail", (".eml",), "message/rfc822", b""),
    Kind.OUTLOOK: Facts(
        "Outlook message", (".msg",), "application/vnd.ms-outlook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    ),
}
ENDINGS: Final = {ending: kind for kind, facts in FACTS.items() for ending in facts.endings}


class Reason(StrEnum):
    """Why a file is refused; the code goes into the record, the words to whoever sent it."""

    EMPTY = "EMPTY"
    NOT_TAKEN = "NOT_TAKEN"
    NOT_WHAT_IT_SAYS = "NOT_WHAT_IT_SAYS"
    TWO_KINDS = "TWO_KINDS"
    DAMAGED = "DAMAGED"
    LOCKED = "LOCKED"
    MACROS = "MACROS"
    EMBEDDED = "EMBEDDED"
    TOO_MUCH = "TOO_MUCH"
    TOO_MANY_PIXELS = "TOO_MANY_PIXELS"

    @property
    def words(self) -> str:
        """What is wrong, and what to do."""
        return WORDS[self]


TAKEN: Final = "PDF, Word (.docx), Excel (.xlsx), PNG and JPEG pictures, and e-mails (.eml, .msg)"
WORDS: Final = {
    Reason.EMPTY: "This file is empty. Choose it again; on a phone, wait until it has been saved.",
    Reason.NOT_TAKEN: f"Files of this kind are not taken. These are: {TAKEN}. Save it as one of them, and add that.",
    Reason.NOT_WHAT_IT_SAYS: "What this file holds does not fit how its name ends. Open it in the program that it"
    " belongs to, save it again, and add that.",
    Reason.TWO_KINDS: "This file is two kinds of file at once, which is how harmful files are hidden. It was not kept."
    " Ask whoever sent it to you for it again; if you made it, save it afresh.",
    Reason.DAMAGED: "This file is damaged and cannot be read. Open it, save it again, and add that.",
    Reason.LOCKED: "This file is locked with a password, so it cannot be checked. Save it without the password: here it"
    " is kept encrypted.",
    Reason.MACROS: "This file contains macros or other programs, which are not taken. Save it as .docx, .xlsx or PDF.",
    Reason.EMBEDDED: "This file carries another file inside that cannot be checked. Take it out, or add it by itself.",
    Reason.TOO_MUCH: "This file unpacks to far more than it seems to hold, so it was not opened. Save it as a PDF, and"
    " add that.",
    Reason.TOO_MANY_PIXELS: "This picture is larger than 50 megapixels. Make it smaller, and add that.",
}


EXIT_REFUSED: Final = 3
"""With which the cleaner's process ends where it refuses a file."""


class Refused(Exception):
    """A file that is not taken; holds the reason's code and nothing of the file."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
