"""One verb: look at what a file is, refuse it or give it cleaned."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

from casework.files.cleaning.kinds import FACTS, Kind, Reason, Refused
from casework.files.cleaning.mail import attachments_of_email, attachments_of_outlook
from casework.files.cleaning.names import said_by_name
from casework.files.cleaning.office import clean_package, kind_of_package
from casework.files.cleaning.pictures import clean_picture
from casework.files.cleaning.portable import clean_pdf

PACKAGES: Final = {Kind.WORD, Kind.EXCEL}
START: Final = 1024
ELSEWHERE: Final = (b"%PDF-", b"<html", b"<script", b"<svg", b"<?php", b"MZ\x90\x00")
"""Beginnings of other kinds that some programs find even where they do not stand first."""


def clean(name: str, content: bytes) -> tuple[Kind, bytes]:
    """Give a file's kind and its cleaned content; refuses (Refused) as the reasons say."""
    if not content:
        raise Refused(Reason.EMPTY)
    said, found = said_by_name(name), _found(content)
    if found is not said:
        raise Refused(Reason.NOT_WHAT_IT_SAYS)
    _refuse_two_kinds(content, found)
    return found, _CLEANERS[found](content)


def _found(content: bytes) -> Kind:
    if content.startswith(FACTS[Kind.WORD].begins):
        return kind_of_package(content)
    begins = (kind for kind, facts in FACTS.items() if facts.begins and content.startswith(facts.begins))
    return next(begins, Kind.EMAIL)


def _refuse_two_kinds(content: bytes, kind: Kind) -> None:
    start = content[:START].lower()
    other = any(mark.lower() in start[1:] for mark in ELSEWHERE) and kind is not Kind.EMAIL
    if other or (kind not in PACKAGES and zipfile.is_zipfile(io.BytesIO(content))):
        raise Refused(Reason.TWO_KINDS)


def _as_it_is(attachments: Callable[[bytes], Iterator[tuple[str, bytes]]]) -> Callable[[bytes], bytes]:
    def checked(content: bytes) -> bytes:
        for name, attached in attachments(content):
            try:
                clean(name, attached)
            except Refused:
                raise Refused(Reason.EMBEDDED) from None
        return content

    return checked


_CLEANERS: Final[dict[Kind, Callable[[bytes], bytes]]] = {
    Kind.PDF: clean_pdf,
    Kind.WORD: clean_package,
    Kind.EXCEL: clean_package,
    Kind.PNG: lambda content: clean_picture(content, Kind.PNG),
    Kind.JPEG: lambda content: clean_picture(content, Kind.JPEG),
    Kind.EMAIL: _as_it_is(attachments_of_email),
    Kind.OUTLOOK: _as_it_is(attachments_of_outlook),
}
