"""Looking into a workbook's zip before anything is unpacked, and at what the cells themselves do not tell."""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from casework.importing.table import MEBIBYTE, FileRefused, Limits

CHUNK: Final = MEBIBYTE
MOST_PARTS: Final = 5_000
WORKBOOK: Final = "xl/workbook.xml"
OTHER_KINDS: Final = (
    (
        "xl/vbaProject.bin",
        "This workbook contains macros, which are not accepted. Save it as an Excel workbook (.xlsx).",
    ),
    ("xl/workbook.bin", "This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx), and try again."),
    ("content.xml", "This is an OpenDocument file. Save it as an Excel workbook (.xlsx) or a CSV file, and try again."),
    (
        "word/document.xml",
        "This is a Word document. Copy the table into a spreadsheet and save it as a workbook (.xlsx).",
    ),
)
# What Python's zip reader raises for a damaged, encrypted or exotic archive.
ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    OverflowError,
    struct.error,
)
DAMAGED: Final = (
    "This workbook is damaged and cannot be opened. Open it in Excel, save it again as .xlsx, and try again."
)
TOO_LARGE: Final = (
    "This workbook unpacks to far more than people would fill. Copy the rows to a new workbook and save it."
)
UNUSUAL: Final = (
    "This workbook is put together in an unusual and possibly unsafe way. Save it again in Excel, and try again."
)
NOT_A_WORKBOOK: Final = "This is a zip file, not a workbook. Choose the CSV file or workbook inside it."
LONGEST_MARKUP: Final = CHUNK + 64 * 1024
UNSAFE: Final = re.compile(rb"<[!?]|\0")
TAG: Final = re.compile(rb"<(?:[\w.-]+:)?(f|row|mergeCell)\b([^<>]*)>")
ROW_NUMBER: Final = re.compile(rb"""\br=["']([0-9]{1,20})["']""")
HIDDEN: Final = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
RANGE: Final = re.compile(rb"""\bref=["']([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})["']""")
DECLARED: Final = re.compile(rb"""^<\?xml[^>]*encoding=["']([A-Za-z0-9_-]+)["']""")


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What a sheet's cells do not tell: whether it has formulas, how many rows are hidden."""

    has_formulas: bool
    hidden_rows: int


def refuse_unsafe(source: BinaryIO, limits: Limits) -> None:
    """Refuse a zip that is not a plain workbook, or that unpacks to more than the limits allow.

    The sizes are those the zip declares; Python's reader stops at them, so a zip that lies is found out later.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            _refuse_kind({part.filename for part in parts})
            _refuse_size(parts, limits)
            for part in parts:
                _refuse_markup(archive, part)
    except ZIP_FAULTS:
        raise FileRefused(DAMAGED) from None


def _refuse_kind(names: set[str]) -> None:
    for name, message in OTHER_KINDS:
        if name in names:
            raise FileRefused(message)
    if WORKBOOK not in names:
        raise FileRefused(NOT_A_WORKBOOK)


def _refuse_size(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    whole = [part.file_size for part in parts if "/worksheets/" not in part.filename]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise FileRefused(TOO_LARGE)
    if max(whole) > limits.whole_part:  # read into memory whole, so held tighter than the sheets, which stream
        raise FileRefused(TOO_LARGE)


def _refuse_markup(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse XML that is not UTF-8, or has what no spreadsheet program writes and attacks on parsers are made of.

    That is: a document type, comments, instructions after the first line, and markup without end.
    """
    if not part.filename.endswith((".xml", ".rels")):
        return
    with archive.open(part) as stream:
        start = stream.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
        declared = DECLARED.match(start)
        if not start.startswith(b"<") or (declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii"}):
            raise FileRefused(UNUSUAL)
        tail = start.removeprefix(b"<?xml")
        while tail:
            if len(tail) > LONGEST_MARKUP or UNSAFE.search(tail):
                raise FileRefused(UNUSUAL)
            tail = _next_piece(tail, stream.read(CHUNK))


def _next_piece(tail: bytes, chunk: bytes) -> bytes:
    """Give the chunk behind whatever markup the piece before it left open; nothing at the end of the part."""
    if not chunk:
        return b""
    _, mark, left = tail.rpartition(b"<")
    return (mark + left if b">" not in left else b"") + chunk


def sheet_facts(source: BinaryIO, part: str, last_row: int) -> SheetFacts:
    """Go through a sheet's markup once; refuses merged cells, rows out of order, and rows below last_row."""
    has_formulas, hidden, last = False, 0, 0
    with zipfile.ZipFile(source) as archive:
        for tag, attributes in _tags(archive, part):
            if tag == b"mergeCell":
                _refuse_merged(attributes)
            has_formulas = has_formulas or tag == b"f"
            if tag == b"row":
                hidden += bool(HIDDEN.search(attributes))
                last = _next_row(attributes, last, last_row)
    return SheetFacts(has_formulas, hidden)


def _tags(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(CHUNK):
            text, mark, tail = (tail + chunk).rpartition(b"<")
            yield from TAG.findall(text)
            tail = (mark + tail)[-CHUNK:]
        yield from TAG.findall(tail)


def _refuse_merged(attributes: bytes) -> None:
    found = RANGE.search(attributes)
    first, last = (found[1].decode(), found[2].decode()) if found else ("some", "others")
    raise FileRefused(
        f"Cells {first} to {last} are merged, so it is not clear which row each value belongs to. "
        "Unmerge all cells, fill in the values, and save the workbook again."
    )


def _next_row(attributes: bytes, last: int, last_row: int) -> int:
    found = ROW_NUMBER.search(attributes)
    number = int(found[1]) if found else last + 1
    if number > last_row:
        raise FileRefused(
            f"The sheet goes on to row {number:,}. Delete every row below the last person, and save the workbook again."
        )
    if number <= last:
        raise FileRefused(UNUSUAL)
    return number
