"""The rows that did not come in, as a workbook to correct and bring in again: the same columns, and why.

It is safe to open: no cell is a formula, also after it is saved as CSV. A text that starts as a formula does has an
apostrophe before it, which reading takes off again.
"""

import datetime as dt
import io
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from casework.case_import.lines import NOT_IN, PlannedSheet
from casework.case_import.models import Sheet
from casework.importing.table import Cell

WHY: Final = "Why it was left out"
STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")  # noqa: RUF001 - wide signs are taken for these
LONGEST: Final = 32_000  # a cell of a workbook holds 32,767 characters
TOO_LONG: Final = "A text of {count:,} characters does not fit a cell: take it from row {row} of your own file."


def rejected_rows(sheets: Iterable[PlannedSheet]) -> bytes | None:
    """A workbook with a sheet for each that has rows left out; None where none has.

    Sheets that were not to be brought in at all are not in it.
    """
    wanted = [
        each for each in sheets if each.kind is not Sheet.NOTHING and any(x.outcome in NOT_IN for x in each.lines)
    ]
    if not wanted:
        return None
    workbook, met = Workbook(write_only=True), defaultdict[str, int](int)
    for sheet in wanted:
        met[sheet.kind.label] += 1
        number = met[sheet.kind.label]
        _write(workbook, sheet, sheet.kind.label if number == 1 else f"{sheet.kind.label} {number}")
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def harmless(text: str) -> str:
    """Text that no spreadsheet program takes for a formula or a command."""
    kept = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{kept}" if kept.startswith(STARTS) else kept


def _write(workbook: Workbook, sheet: PlannedSheet, title: str) -> None:
    page = workbook.create_sheet(title)
    header = [heading for heading in sheet.header if heading != WHY]
    page.append([*map(harmless, header), WHY])
    for line in sheet.lines:
        if line.outcome in NOT_IN:
            cells = [line.row.cells.get(heading, "") for heading in header]
            long = [len(cell) for cell in cells if isinstance(cell, str) and len(cell) > LONGEST]
            why = [line.why, *(TOO_LONG.format(count=count, row=line.row.number) for count in long)]
            page.append([*map(_cell, cells), harmless(" ".join(why)[:LONGEST])])


def _cell(cell: Cell) -> str:
    if isinstance(cell, dt.datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return harmless(cell) if len(cell) <= LONGEST else ""
