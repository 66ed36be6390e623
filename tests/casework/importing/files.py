"""Files of people made for tests, and short ways to read them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from openpyxl import Workbook

from casework.importing.reading import DEFAULT_LIMITS, open_table
from casework.importing.table import FileRefused, Limits, Row

SHEET = "xl/worksheets/sheet1.xml"
# A busy machine is no fault of the code, and examples that failed belong in a test rather than on a disk.
UNHURRIED = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
HEADER = ["First name", "Surname", "DOB"]


def csv_bytes(rows: Iterable[Sequence[object]], *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Write a CSV file as a spreadsheet program writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def workbook_bytes(workbook: Workbook) -> bytes:
    """Give the file that a workbook is saved as."""
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sheet_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Make a workbook with one sheet of these rows."""
    workbook, sheet = new_workbook()
    for row in rows:
        sheet.append(row)
    return workbook_bytes(workbook)


def new_workbook() -> tuple[Workbook, Any]:
    """Make a workbook and give its one sheet."""
    workbook = Workbook()
    return workbook, workbook.active


def rows_of(source: bytes, *, name: str = "people.csv", limits: Limits = DEFAULT_LIMITS) -> list[Row]:
    """Give every row of a file."""
    with open_table(source, name=name, limits=limits) as table:
        return list(table.rows)


def refusal(source: bytes, *, name: str = "people.csv", limits: Limits = DEFAULT_LIMITS) -> str:
    """Give the words with which a file is refused, at its opening or on the way."""
    with pytest.raises(FileRefused) as refused:
        rows_of(source, name=name, limits=limits)
    return refused.value.message


def problems_of(rows: Iterable[Row]) -> list[str]:
    """Give what reading found wrong, in words."""
    return [str(problem) for row in rows for problem in row.problems]


def repacked(
    source: bytes, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None
) -> bytes:
    """Give the workbook with its parts changed or left out, and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        changed = {name: change(name, old.read(name)) for name in old.namelist()}
        kept = {name: content for name, content in changed.items() if content is not None}
        for name, content in {**kept, **(extra or {})}.items():
            new.writestr(name, content)
    return out.getvalue()


def resheeted(source: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Give the workbook with the markup of its sheet changed."""
    return repacked(source, lambda name, content: change(content) if name == SHEET else content)
