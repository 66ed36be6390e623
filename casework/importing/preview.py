"""What a page says of a file before it is brought in, as it is sealed beside the file."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from casework.importing.planning import Fate, PlannedRow
from casework.importing.table import Cell, RowProblem, Table

FIRST_ROWS: Final = 20
SAMPLES: Final = 3
LONGEST_SAMPLE: Final = 40
MOST_LINES: Final = 2_000
Facts = dict[str, Any]


def first_look(table: Table) -> Facts:
    """Headings, and what stands in the first rows below each, so that a person can say what the columns hold."""
    rows = [row for row, _ in zip(table.rows, range(SAMPLES), strict=False)]
    samples = [[_short(row.cells.get(heading, "")) for row in rows] for heading in table.header]
    return {"header": list(table.header), "samples": [[text for text in each if text] for each in samples]}


def preview_of(rows: Sequence[PlannedRow], notes: Iterable[str]) -> Facts:
    """Counts, the first rows, the problems and the likely duplicates."""
    fates = Counter(row.fate for row in rows)
    problems = [problem for row in rows for problem in row.problems]
    questions = [question for row in rows if row.fate is not Fate.UNCHANGED for question in row.questions]
    return {
        "total": len(rows),
        "counts": {fate.value: fates[fate] for fate in Fate},
        "notes": list(notes),
        "first": [_line(row) for row in rows[:FIRST_ROWS]],
        "problems": [_lines(problem) for problem in problems[:MOST_LINES]],
        "more_problems": max(0, len(problems) - MOST_LINES),
        "questions": [_lines(question) for question in questions[:MOST_LINES]],
        "asked": [_asked(row) for row in rows if row.fate is Fate.ASK],
    }


def name_of(row: PlannedRow) -> str:
    """The name in a row as people write it; empty where the row is no person."""
    person = row.person
    return " ".join(filter(None, (person.given, person.other, person.family))) if person else ""


def born_of(row: PlannedRow) -> str:
    """The date of birth in a row, in words and no more exactly than it is known."""
    return str(row.person.born) if row.person and row.person.born else ""


def _line(row: PlannedRow) -> Facts:
    person = row.person
    numbers = [f"{each.kind.label} {each.value}" for each in person.identifiers] if person else []
    aliases = [alias.text for alias in person.aliases] if person else []
    return {
        "row": row.number, "fate": row.fate.value, "name": name_of(row), "born": born_of(row),
        "aliases": aliases, "identifiers": numbers, "reference": person.reference if person else "",
    }  # fmt: skip


def _asked(row: PlannedRow) -> Facts:
    return {
        "row": row.number, "name": name_of(row), "born": born_of(row),
        "rows": [list(each) for each in row.alike_rows], "people": [str(pk) for pk in row.alike_people],
        "reference_taken": row.reference_taken,
    }  # fmt: skip


def _lines(problem: RowProblem) -> list[object]:
    return [problem.row, problem.column, problem.message]


def _short(cell: Cell) -> str:
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else " ".join(cell.split())
    return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"
