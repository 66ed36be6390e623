"""Reading text files of people: commas, semicolons, tabs or bars between the values."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl.utils import get_column_letter

from casework.importing.encoding import WINDOWS, WINDOWS_NOTE
from casework.importing.heading import read_heading
from casework.importing.table import MEBIBYTE, FileRefused, Limits, NothingBelow, Row, RowProblem, Table

DELIMITERS: Final = ",;\t|"
SAMPLE_LINES: Final = 20
UNREADABLE: Final = "The file could not be read to its end. Save it again and try once more."
QUOTES: Final = (
    "Row {row} has a quotation mark that is not closed, or that has text after it. "
    "Correct the quotation marks in that row, or save the file as an Excel workbook (.xlsx)."
)
Record = tuple[int, list[str]]
csv.field_size_limit(MEBIBYTE)  # the library's own limit is for all readers at once; ours is each file's longest line


def read_delimited(text: io.TextIOWrapper, limits: Limits) -> Table:
    """Give an open text file as a table, keeping one row in memory at a time.

    The text keeps its line ends as they are (newline=""). Refuses quotation marks out of place, bad headings and
    more rows than the limits allow.
    """
    delimiter, declared = _find_delimiter(text, limits)
    text.seek(0)
    records = _records(text, delimiter, limits)
    if declared:
        next(records)
    number, cells = _first_filled(records)
    header = read_heading(cells, number, limits)
    notes = (WINDOWS_NOTE,) if text.encoding == WINDOWS else ()
    return Table(header, _rows(records, header, limits), notes)


def _find_delimiter(text: io.TextIOWrapper, limits: Limits) -> tuple[str, bool]:
    """Choose what parts the headings; Excel may say it in a line of its own, such as sep=;."""
    lines = [line for _, line in zip(range(SAMPLE_LINES), _lines(text, limits), strict=False)]
    declared = lines[0].strip().lower() if lines else ""
    if len(declared) == len("sep=;") and declared.startswith("sep="):
        return declared[-1], True
    heading = next((line for line in lines if line.strip(DELIMITERS + ' "\r\n')), "")
    return max(DELIMITERS, key=lambda mark: _unquoted(heading).count(mark)), False


def _unquoted(line: str) -> str:
    return "".join(line.split('"')[::2])


def _lines(text: io.TextIOWrapper, limits: Limits) -> Iterator[str]:
    """Give the lines, refusing one so long that it cannot be a row of people."""
    while line := text.readline(limits.line + 1):
        if len(line) > limits.line:
            raise FileRefused("A line of this file is far too long to be a person. Check that it is a list of people.")
        yield line


def _records(text: io.TextIOWrapper, delimiter: str, limits: Limits) -> Iterator[Record]:
    """Give each record with the row number that a spreadsheet program shows for it."""
    reader = csv.reader(_lines(text, limits), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error:
        raise FileRefused(QUOTES.format(row=number + 1)) from None
    except (UnicodeError, OSError, ValueError):
        raise FileRefused(UNREADABLE) from None


def _first_filled(records: Iterator[Record]) -> Record:
    for number, cells in records:
        if any(cell.strip() for cell in cells):
            return number, cells
    raise NothingBelow("The file is empty. Choose the file that holds the people.")


def _rows(records: Iterator[Record], header: tuple[str, ...], limits: Limits) -> Iterator[Row]:
    found = 0
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        found += 1
        if found > limits.rows:
            raise FileRefused(f"The file has more than {limits.rows:,} rows. Split it into smaller files.")
        yield _row(number, cells, header, limits)
    if not found:
        raise NothingBelow("The file has headings but no people below them. Add a row for each person.")


def _row(number: int, cells: Sequence[str], header: tuple[str, ...], limits: Limits) -> Row:
    problems = [RowProblem(number, "", message) for message in _misfit(cells, header)]
    kept: dict[str, str] = {}
    for heading, cell in zip(header, cells, strict=False):
        if len(cell) > limits.cell:
            problems.append(RowProblem(number, heading, f"There are more than {limits.cell:,} characters. Shorten it."))
        kept[heading] = cell if len(cell) <= limits.cell else ""
    return Row(number, kept, tuple(problems))


def _misfit(cells: Sequence[str], header: tuple[str, ...]) -> Iterator[str]:
    if len(cells) < len(header):
        yield (
            f"This row has {len(cells)} values and the headings have {len(header)}. "
            "Add what is missing, or the separators for empty values."
        )
    beyond = next((at for at, cell in enumerate(cells[len(header) :], len(header) + 1) if cell.strip()), None)
    if beyond:
        yield (
            f"Column {get_column_letter(beyond)} has a value but no heading. "
            "Put quotation marks around a value that contains a separator, or give the column a heading."
        )
