"""What a page says of an import before it begins and once it is done, as it is sealed beside it."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from casework.case_import.lines import Fate, Line, PlannedSheet
from casework.case_import.models import Sheet
from casework.case_import.people import answers
from casework.case_import.planning import Plan
from casework.case_import.sheets import ReadSheet, SheetMapping
from casework.importing.planning import Fate as PersonFate
from casework.importing.planning import PlannedRow
from casework.importing.preview import born_of, name_of
from casework.importing.table import Cell

LINES_ON_PAGE: Final = 50
SAMPLES: Final = 3
LONGEST_SAMPLE: Final = 40
MOST_NAMES: Final = 50
# What needs a person comes first; within that the rows stand as in the file.
ORDER: Final = [Fate.REJECTED, Fate.CHANGED, Fate.ASK, Fate.LEFT, Fate.ADD, Fate.UNCHANGED]
WORDS: Final = {
    Fate.ADD: "Add",
    Fate.UNCHANGED: "Already here",
    Fate.CHANGED: "Changed: left alone",
    Fate.ASK: "To decide",
    Fate.REJECTED: "Rejected",
    Fate.LEFT: "Left out",
}
Facts = dict[str, Any]


def facts_of(sheets: Sequence[ReadSheet], mappings: Sequence[SheetMapping], plan: Plan) -> Facts:
    """Counts, headings and samples of each sheet, doubtful people, and leads of whom nobody is sure."""
    return {
        "sheets": [
            _sheet(sheet, mapping, planned)
            for sheet, mapping, planned in zip(sheets, mappings, plan.sheets, strict=True)
        ],
        "notes": plan.notes,
        "asked": [_asked(line) for line in plan.of(Sheet.PEOPLE) if _is_asked(line)],
        "unmatched": [list(each) for each in plan.unmatched.most_common(MOST_NAMES)],
    }


def pages_of(sheet: PlannedSheet) -> list[list[Facts]]:
    """The lines of a sheet in pages, those that need a person first."""
    lines = sorted(sheet.lines, key=lambda line: ORDER.index(line.outcome))
    shown = [_line(line) for line in lines]
    return [shown[start : start + LINES_ON_PAGE] for start in range(0, len(shown), LINES_ON_PAGE)]


def _sheet(sheet: ReadSheet, mapping: SheetMapping, planned: PlannedSheet) -> Facts:
    samples = [[_short(row.cells.get(heading, "")) for row in sheet.rows[:SAMPLES]] for heading in sheet.header]
    return {
        "name": sheet.name, "kind": mapping.kind.value, "rows": len(sheet.rows), "header": list(sheet.header),
        "columns": dict(mapping.columns), "samples": [[text for text in each if text] for each in samples],
        "counts": planned.counts(), "notes": planned.notes,
    }  # fmt: skip


def _line(line: Line) -> Facts:
    return {
        "row": line.row.number, "fate": line.outcome.value, "words": WORDS[line.outcome], "what": line.what,
        "why": line.why, "remarks": list(line.remarks),
    }  # fmt: skip


def _is_asked(line: Line) -> bool:
    """Whether somebody is to decide about it, or has and may decide otherwise."""
    asked = isinstance(line.draft, PlannedRow) and line.draft.fate is PersonFate.ASK
    return asked and line.fate in {Fate.ASK, Fate.ADD, Fate.LEFT}


def _asked(line: Line) -> Facts:
    planned = line.draft
    if not isinstance(planned, PlannedRow):
        raise TypeError("Only people are asked about.")
    return {
        "row": line.row.number, "name": name_of(planned), "born": born_of(planned),
        "rows": [list(each) for each in planned.alike_rows], "people": [str(pk) for pk in planned.alike_people],
        "reference_taken": planned.reference_taken, "answers": answers(planned),
    }  # fmt: skip


def _short(cell: Cell) -> str:
    text = f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else " ".join(cell[: LONGEST_SAMPLE * 2].split())
    return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"
