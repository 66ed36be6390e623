"""What reading a file gives: a header, rows as the person sees them, and plain words about what is wrong."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

MEBIBYTE: Final = 1024 * 1024
Cell = str | dt.date


class FileRefused(Exception):
    """The whole file cannot be used; the message says why and what to do, and holds no value from the file."""

    def __init__(self, message: str) -> None:
        """Keep the words for the page."""
        super().__init__(message)
        self.message = message


class NothingBelow(FileRefused):
    """A sheet is empty, or has headings and nothing below them: no fault where there are other sheets."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused: bytes, rows of a sheet, columns, characters in a cell or line.

    Of a workbook also what it may unpack to, and what one part may that is read into memory whole.
    """

    size: int = 20 * MEBIBYTE
    rows: int = 50_000
    columns: int = 100
    cell: int = 2_000
    line: int = 256 * 1024
    unpacked: int = 200 * MEBIBYTE
    whole_part: int = 48 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something about one row, put in words; row is its number in the spreadsheet, column empty for the whole row."""

    row: int
    column: str = field(repr=False)
    message: str = field(repr=False)

    def __str__(self) -> str:
        """Say where and what: Row 14, Date of birth: 29 February 1991 does not exist. Check the year."""
        place = f"Row {self.row}, {self.column}" if self.column else f"Row {self.row}"
        return f"{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the spreadsheet (the first row is 1), its cells by heading, and what is wrong with it.

    numbers names the columns whose cell a workbook holds as a number, which cannot start with a zero.
    """

    number: int
    cells: Mapping[str, Cell] = field(repr=False)
    problems: tuple[RowProblem, ...] = ()
    numbers: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """An open file: its headings, its rows (read as they are asked for) and what the person should know of it.

    Asking for rows may still raise FileRefused: some faults show only on the way.
    """

    header: tuple[str, ...]
    rows: Iterator[Row] = field(repr=False)
    notes: tuple[str, ...] = ()
