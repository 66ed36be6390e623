"""Opening a file of rows, whichever kind it is, without trusting its name."""

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from casework.importing.delimited import read_delimited
from casework.importing.encoding import find_encoding
from casework.importing.table import MEBIBYTE, FileRefused, Limits, NothingBelow, Table
from casework.importing.workbook import read_sheets, read_workbook

ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SEALED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
DEFAULT_LIMITS: Final = Limits()
MACROS: Final = (".xlsm", ".xltm", ".xlam")
LOCKED: Final = "This workbook has a password. Open it in Excel, remove the password, save it, and try again."
OLD: Final = "This is an old kind of Office file (.xls). Save it in Excel as a workbook (.xlsx), and try again."
OTHER_KINDS: Final = (
    (b"%PDF", "This is a PDF, which cannot be read as a table. Ask for the list as a workbook (.xlsx) or a CSV file."),
    (b"{\\RTF", "This is a text document. Copy the table into a spreadsheet and save it as a workbook (.xlsx)."),
    (
        b"<",
        "This is a web page or XML file, whatever its name says. Open it in Excel and save it as a workbook (.xlsx).",
    ),
)


@contextmanager
def open_table(source: Path | bytes, *, name: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Table]:
    """Open a CSV file or Excel workbook for as long as its rows are read; name is the file's name, for its ending.

    Refuses, with FileRefused and before reading it, a file larger than limits.size; then whatever is not a plain table.
    """
    with ExitStack() as closing:
        stream = closing.enter_context(_opened(source, limits))
        yield _table(stream, name.lower(), limits, closing)


@contextmanager
def open_tables(source: Path | bytes, *, name: str, limits: Limits) -> Iterator[Iterator[tuple[str, Table | None]]]:
    """Open every sheet of a workbook, or the one table of a CSV file (its title is empty), one after another.

    A sheet with nothing below its headings is None. Refuses what open_table refuses.
    """
    with ExitStack() as closing:
        stream = closing.enter_context(_opened(source, limits))
        is_workbook = stream.read(4).startswith(ZIP)
        stream.seek(0)
        if is_workbook and not name.lower().endswith(MACROS):
            yield read_sheets(stream, limits)
        else:
            yield _alone(stream, name.lower(), limits, closing)


def _alone(stream: BinaryIO, name: str, limits: Limits, closing: ExitStack) -> Iterator[tuple[str, Table | None]]:
    try:
        yield "", _table(stream, name, limits, closing)
    except NothingBelow:
        yield "", None


def _opened(source: Path | bytes, limits: Limits) -> BinaryIO:
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        _refuse_size(size, limits)
        return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    except FileNotFoundError:
        raise FileRefused("There is no such file. Check the name and the folder.") from None
    except OSError:
        raise FileRefused("The file cannot be opened. Check that it is a file and that you may read it.") from None


def _refuse_size(size: int, limits: Limits) -> None:
    if size > limits.size:
        raise FileRefused(
            f"The file is {_megabytes(size)}, and the most that can be brought in at once is "
            f"{_megabytes(limits.size)}. Keep only the columns about people, or split the file."
        )
    if size == 0:
        raise FileRefused("The file is empty. Choose the file that holds the people.")


def _megabytes(size: int) -> str:
    return f"{size / MEBIBYTE:,.0f} MB" if size >= MEBIBYTE else f"{size:,} bytes"


def _table(stream: BinaryIO, name: str, limits: Limits, closing: ExitStack) -> Table:
    start = stream.read(512)
    stream.seek(0)
    if start.startswith(OLD_OFFICE):
        raise FileRefused(LOCKED if _holds(stream, SEALED_PACKAGE) else OLD)
    if name.endswith(MACROS):
        raise FileRefused("This workbook may contain macros, which are not accepted. Save it as a workbook (.xlsx).")
    if start.startswith(ZIP):
        return read_workbook(stream, limits)
    _refuse_other_kind(start, name)
    text = io.TextIOWrapper(stream, encoding=find_encoding(stream), newline="")
    return read_delimited(closing.enter_context(text), limits)


def _refuse_other_kind(start: bytes, name: str) -> None:
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    for mark, message in OTHER_KINDS:
        if plain.startswith(mark):
            raise FileRefused(message)
    if name.endswith((".xlsx", ".xls")):
        raise FileRefused("This file is named as a workbook but is not one. Open it in Excel and save it as .xlsx.")


def _holds(stream: BinaryIO, words: bytes) -> bool:
    tail = b""
    while chunk := stream.read(MEBIBYTE):
        if words in tail + chunk:
            return True
        tail = chunk[-len(words) :]
    return False
