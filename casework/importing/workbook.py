"""Reading Excel workbooks: the values of the first sheet that is not hidden, or of each of them."""

import datetime as dt
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, repeat
from typing import Any, BinaryIO, Final, TypeVar

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from casework.importing.heading import read_heading
from casework.importing.package import DAMAGED, refuse_unsafe, sheet_facts
from casework.importing.table import Cell, FileRefused, Limits, NothingBelow, Row, RowProblem, Table

# Rows that are empty but formatted, as a share of the people that a file may hold.
SLACK: Final = 4
BATCH: Final = 500
ZEROS: Final = re.compile(r"0{2,20}")
NO_SHEET: Final = "This workbook has no sheet to read. Put the people on a sheet that is not hidden."
# openpyxl's cells are of several classes with the same attributes.
SheetCell = Any
SheetRow = tuple[SheetCell, ...]
Given = TypeVar("Given")


def read_workbook(source: BinaryIO, limits: Limits) -> Table:
    """Open a workbook as a table, keeping a few rows in memory at a time besides the workbook's list of texts.

    Values further right than one column past the limit are not looked at. Refuses macros, unsafe or damaged packages,
    merged cells, bad headings and more rows than the limits allow.
    """
    refuse_unsafe(source, limits)
    return _guard(partial(_first, source, limits))


def read_sheets(source: BinaryIO, limits: Limits) -> Iterator[tuple[str, Table | None]]:
    """Give the title and table of every sheet that is not hidden, None where a sheet has nothing below its headings.

    Read a table's rows before asking for the next. Refuses what read_workbook refuses.
    """
    refuse_unsafe(source, limits)
    values = _guard(lambda: _load(source, values_only=True))
    for index in _visible(values):
        try:
            table = _guard(partial(_sheet, source, values, index, limits))
        except NothingBelow:
            table = None
        yield values.worksheets[index].title, table


def _guard(opening: Callable[[], Given]) -> Given:
    try:
        return opening()
    except FileRefused:
        raise
    except Exception:  # noqa: BLE001 - openpyxl says nowhere what a damaged workbook raises, and it can be anything
        raise FileRefused(DAMAGED) from None


def _first(source: BinaryIO, limits: Limits) -> Table:
    values = _load(source, values_only=True)
    index = _visible(values)[0]
    table = _sheet(source, values, index, limits)
    sheets, title = len(values.sheetnames), values.worksheets[index].title
    others = (f"The workbook has {sheets} sheets. Only “{title}” was read.",) if sheets > 1 else ()
    return Table(table.header, table.rows, (*others, *table.notes))


def _visible(values: Workbook) -> list[int]:
    sheets = [index for index, sheet in enumerate(values.worksheets) if sheet.sheet_state == "visible"]
    if not sheets:
        raise FileRefused(NO_SHEET)
    return sheets


def _sheet(source: BinaryIO, values: Workbook, index: int, limits: Limits) -> Table:
    # openpyxl has no public name for where in the package a sheet lies.
    part: str = values.worksheets[index]._worksheet_path  # type: ignore[attr-defined] # noqa: SLF001
    facts = sheet_facts(source, part.lstrip("/"), SLACK * limits.rows)
    rows = _sheet_rows(values, index, limits)
    formulas: Iterator[SheetRow] = repeat(())
    if facts.has_formulas:
        formulas = _sheet_rows(_load(source, values_only=False), index, limits)
    numbered = enumerate(zip(rows, formulas, strict=False), start=1)
    number, (heading, _) = next((each for each in numbered if _filled(each[1][0])), (0, ((), ())))
    if number == 0:
        raise NothingBelow("The workbook's first sheet is empty. Put the people on the first sheet.")
    header = read_heading([str(_value(cell) or "") for cell in heading], number, limits)
    notes = (f"Hidden rows were read too: the sheet has {facts.hidden_rows:,}.",) if facts.hidden_rows else ()
    return Table(header, _guarded(_rows(numbered, header, limits)), notes)


def _load(source: BinaryIO, *, values_only: bool) -> Workbook:
    source.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(source, read_only=True, data_only=values_only, keep_links=False)


def _sheet_rows(workbook: Workbook, index: int, limits: Limits) -> Iterator[SheetRow]:
    """Give every row of a sheet in order; openpyxl's remarks are silenced only while it works."""
    rows: Iterator[SheetRow] = workbook.worksheets[index].iter_rows(
        max_row=SLACK * limits.rows, max_col=limits.columns + 1
    )
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            batch = list(islice(rows, BATCH))
        if not batch:
            return
        yield from batch


def _guarded(rows: Iterator[Row]) -> Iterator[Row]:
    try:
        yield from rows
    except FileRefused:
        raise
    except Exception:  # noqa: BLE001 - as above: the damage may lie further down
        raise FileRefused(DAMAGED) from None


def _rows(
    numbered: Iterator[tuple[int, tuple[SheetRow, SheetRow]]], header: tuple[str, ...], limits: Limits
) -> Iterator[Row]:
    found = 0
    for number, (cells, formulas) in numbered:
        if not _filled(cells) and not any(cell.data_type == "f" for cell in formulas):
            continue
        found += 1
        if found > limits.rows:
            raise FileRefused(f"The sheet has more than {limits.rows:,} rows. Split it into smaller files.")
        yield _row(number, cells, formulas, header, limits)
    if not found:
        raise NothingBelow("The sheet has headings but no people below them. Add a row for each person.")


def _row(number: int, cells: SheetRow, formulas: SheetRow, header: tuple[str, ...], limits: Limits) -> Row:
    kept: dict[str, Cell] = {}
    problems = [*_no_result(number, cells, formulas, header), *_beyond(number, cells, header)]
    for heading, cell in zip(header, cells, strict=False):
        value = _value(cell)
        message = _fault(cell, value, limits)
        if message:
            problems.append(RowProblem(number, heading, message))
        kept[heading] = "" if message else value
    numbers = (heading for heading, cell in zip(header, cells, strict=False) if _plain_number(cell))
    return Row(number, kept, tuple(problems), frozenset(numbers))


def _filled(cells: SheetRow) -> bool:
    return any(cell is not EMPTY_CELL and _value(cell) != "" for cell in cells)


def _fault(cell: SheetCell, value: Cell, limits: Limits) -> str:
    if cell.data_type == "e":
        return "The cell shows an error, such as #N/A. Type the value in its place."
    if isinstance(value, str) and len(value) > limits.cell:
        return f"There are more than {limits.cell:,} characters. Shorten it."
    return ""


def _no_result(number: int, cells: SheetRow, formulas: SheetRow, header: Sequence[str]) -> Iterator[RowProblem]:
    for at, (cell, formula) in enumerate(zip(cells, formulas, strict=False)):
        if formula.data_type == "f" and cell.value is None and at < len(header):
            place = f"{get_column_letter(at + 1)}{number}"
            yield RowProblem(
                number,
                header[at],
                f"Cell {place} is a formula without a stored result. Open the file in Excel, save it, and try again.",
            )


def _beyond(number: int, cells: SheetRow, header: Sequence[str]) -> Iterator[RowProblem]:
    extra = cells[len(header) :]
    at = next((index for index, cell in enumerate(extra, len(header) + 1) if _filled((cell,))), None)
    if at:
        yield RowProblem(number, "", f"Column {get_column_letter(at)} has a value but no heading. Give it a heading.")


def _value(cell: SheetCell) -> Cell:
    """Give the cell as the person sees it: a date as a date, a number with the zeros that its format shows."""
    value = cell.value
    if isinstance(value, str):
        return (unescape(value) if "_x" in value else value).strip()
    if value is None or isinstance(value, dt.date):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    text = str(int(value)) if float(value).is_integer() else repr(value)
    return text.zfill(len(number_format)) if ZEROS.fullmatch(number_format) else text


def _plain_number(cell: SheetCell) -> bool:
    return cell.data_type == "n" and cell.value is not None and not ZEROS.fullmatch(cell.number_format)
