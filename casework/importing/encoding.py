"""Which letters the bytes of a text file stand for, found without guessing."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO, Final

from charset_normalizer import from_bytes

from casework.importing.table import FileRefused

CHUNK: Final = 256 * 1024
SAMPLE: Final = 64 * 1024
WINDOWS: Final = "cp1252"
# What a name file from this country might be instead of Windows-1252.
RIVALS: Final = [
    "cp1252",
    "mac_roman",
    "cp437",
    "cp850",
    "cp1251",
    "cp1253",
    "cp1255",
    "cp1256",
    "gb18030",
    "shift_jis",
]
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WINDOWS_SIGNS: Final = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u00b7")
# Signs and capitals inside a word are letters of another code page: Ł and £ share a byte, so do é and Ž, ñ and a dash.
MISPLACED: Final = re.compile(
    "\\w[£€\u2018\u201c]|[£€][^\\W\\d]|[a-z][ŠŒŽŸÀ-ÖØ-Þ]|[A-Z][ŠŒŽŸÀ-ÖØ-Þ][a-z]|[A-Za-z]–[a-z]"
)
SAVE_AS: Final = "In Excel, choose Save As and then “CSV UTF-8 (comma delimited)”, and try again."
UNCLEAR: Final = f"It is not clear how this file stores letters such as é, so names could be misread. {SAVE_AS}"
NOT_TEXT: Final = "This file is not text. Save it as a CSV file or an Excel workbook (.xlsx), and try again."
WINDOWS_NOTE: Final = (
    "The file does not say how it stores letters such as é. It was read as Windows text: "
    "check a name with an accent or an apostrophe in the preview."
)


def find_encoding(source: BinaryIO) -> str:
    """Name the encoding of a text file: UTF-8, UTF-16 or 32 with its mark or clear pattern, or Windows-1252.

    Refuses bytes that are not text and letters that could be read in two ways. Leaves the file at its start.
    """
    encoding = _marked(source) or _patterned(source)
    if encoding is None and _decodes(source, "utf-8"):
        encoding = "utf-8"
    if encoding is None:
        encoding = _windows(source)
    elif not _decodes(source, encoding):
        raise FileRefused(f"Part of this file is damaged: it starts as {encoding.upper()} text, then breaks. {SAVE_AS}")
    source.seek(0)
    return encoding


def _marked(source: BinaryIO) -> str | None:
    source.seek(0)
    start = source.read(4)
    return next((name for mark, name in MARKS if start.startswith(mark)), None)


def _patterned(source: BinaryIO) -> str | None:
    """Recognise UTF-16 without its mark: English letters leave every other byte empty."""
    source.seek(0)
    start = source.read(1024)
    low, high = start[::2], start[1::2]
    if not high or b"\0" not in start:
        return None
    if high.count(0) > len(high) / 2 and b"\0" not in low:
        return "utf-16-le"
    if low.count(0) > len(low) / 2 and b"\0" not in high:
        return "utf-16-be"
    return None


def _decodes(source: BinaryIO, encoding: str) -> bool:
    """Tell whether every byte can be read; refuses empty characters, which no text file holds."""
    try:
        for text in _decoded(source, encoding):
            if "\0" in text:
                raise FileRefused(NOT_TEXT)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(source: BinaryIO, encoding: str) -> Iterator[str]:
    source.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    while chunk := source.read(CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _windows(source: BinaryIO) -> str:
    if not _decodes(source, WINDOWS) or not all(_western(text) for text in _decoded(source, WINDOWS)):
        raise FileRefused(UNCLEAR)
    matches = from_bytes(_accented_lines(source), cp_isolation=RIVALS)
    chaos = {match.encoding: match.chaos for match in matches}
    if WINDOWS not in chaos or chaos[WINDOWS] > min(chaos.values()):
        raise FileRefused(UNCLEAR)
    return WINDOWS


def _western(text: str) -> bool:
    """Tell whether the text beyond English is letters and typing marks of western Europe, in their places."""
    beyond = {letter for letter in text if not letter.isascii()} - WINDOWS_SIGNS - set("£€")
    letters = all(unicodedata.category(letter) in {"Lu", "Ll"} for letter in beyond)
    controls = any(ord(letter) < ord("\t") for letter in set(text))
    return letters and not controls and not MISPLACED.search(text)


def _accented_lines(source: BinaryIO) -> bytes:
    """Gather only the lines that decide the matter, so that plain ones do not drown them."""
    source.seek(0)
    gathered = bytearray()
    while len(gathered) < SAMPLE and (line := source.readline(SAMPLE)):
        gathered += b"" if line.isascii() else line
    return bytes(gathered)
