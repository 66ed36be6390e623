"""The first row of a file: its headings, or why it cannot be one."""

import re
from collections.abc import Sequence
from typing import Final

from openpyxl.utils import get_column_letter

from casework.people.folding import fold
from casework.importing.table import FileRefused, Limits

LONGEST_HEADING: Final = 200
LOOKS_LIKE_A_DATE: Final = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}")


def read_heading(cells: Sequence[str], row: int, limits: Limits) -> tuple[str, ...]:
    """Give the headings without surrounding space or empty columns at the end.

    Refuses too many columns, a heading missing or used twice, and a first row that holds a person instead.
    Columns are named by letter only, because a file without headings would put a person's name in the message.
    """
    headings = [" ".join(cell.split()) for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > limits.columns:
        raise FileRefused(
            f"The file has more than {limits.columns} columns. Keep the columns about people, and try again."
        )
    _refuse_long(headings, row)
    _refuse_missing(headings, row)
    _refuse_person(headings, row)
    _refuse_repeated(headings)
    return tuple(headings)


def _refuse_long(headings: Sequence[str], row: int) -> None:
    too_long = [index for index, heading in enumerate(headings, start=1) if len(heading) > LONGEST_HEADING]
    if too_long:
        raise FileRefused(
            f"Row {row} should hold headings, but column {get_column_letter(too_long[0])} has more than "
            f"{LONGEST_HEADING} characters. Put a short heading on each column."
        )


def _refuse_missing(headings: Sequence[str], row: int) -> None:
    missing = [get_column_letter(index) for index, heading in enumerate(headings, start=1) if not fold(heading)]
    if missing:
        raise FileRefused(
            f"Row {row} should hold headings, but column {missing[0]} has none. "
            "Give every column a heading, and delete any title above the headings."
        )


def _refuse_person(headings: Sequence[str], row: int) -> None:
    dated = [index for index, heading in enumerate(headings, start=1) if LOOKS_LIKE_A_DATE.fullmatch(heading)]
    if dated:
        raise FileRefused(
            f"Row {row} should hold headings, but column {get_column_letter(dated[0])} holds a date. "
            "Add a first row that says what each column holds."
        )


def _refuse_repeated(headings: Sequence[str]) -> None:
    seen: dict[str, int] = {}
    for index, heading in enumerate(headings, start=1):
        earlier = seen.setdefault(fold(heading), index)
        if earlier != index:
            raise FileRefused(
                f"Columns {get_column_letter(earlier)} and {get_column_letter(index)} have the same heading. "
                "Give each column a heading of its own."
            )
