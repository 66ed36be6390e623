"""The sheet of people: read and compared as an import of people does it, with one more answer to a doubt.

A person who may be there already can be said to be somebody who is here, or the person of another row: nobody is
merged, but their cases then hang on the one person.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from accounts.actor import Actor
from casework.case_import.lines import Fate, Line
from casework.case_import.models import Sheet
from casework.case_import.sheets import ReadSheet
from casework.importing.checking import check_rows
from casework.importing.fields import Field
from casework.importing.identifiers import text_kept
from casework.importing.mapping import ColumnMapping
from casework.importing.people import PersonRow
from casework.importing.planning import Fate as PersonFate
from casework.importing.planning import PlannedRow, plan_rows
from casework.importing.preview import name_of

ADD: Final = "add"
LEAVE: Final = "leave"
SAME: Final = "same"
PERSON: Final = "person:"
ROW: Final = "row:"
LEFT_OUT: Final = "May be somebody who is already there. You chose to leave it out."
KNOWN: Final = "Somebody who is here already: their cases are added to them."
ANOTHER_ROW: Final = "The person of row {row}: their cases are added to that one."
ASKED: Final = "May be somebody who is already there. Decide about it."


def plan_people(
    actor: Actor, sheet: ReadSheet, mapping: ColumnMapping, today: dt.date
) -> tuple[list[Line], tuple[str, ...]]:
    """Lines of a sheet of people, and words about whole columns."""
    rows = {row.number: row for row in sheet.rows}
    check = check_rows(sheet.header, sheet.rows, mapping, today)
    lines = []
    for planned in plan_rows(actor, check):
        line = Line(Sheet.PEOPLE, rows[planned.number], what=name_of(planned), draft=planned, here=planned.person_id)
        line.reference = _reference(line, mapping)
        line.remarks = tuple(f"{each.column}: {each.message}" for each in planned.questions)
        if planned.fate is PersonFate.BAD:
            line.keep_out(Fate.REJECTED, " ".join(f"{each.column}: {each.message}" for each in planned.problems))
        elif planned.fate is PersonFate.UNCHANGED:
            line.fate, line.why, line.was_here = Fate.ADD, KNOWN, True
        elif planned.fate is PersonFate.ASK:
            line.fate, line.why = Fate.ASK, ASKED
        lines.append(line)
    return lines, check.notes


def key_of(person: PersonRow) -> str:
    """What a person of the old system is known again by."""
    return person.reference.casefold() or person.sameness


def said_of(person: PersonRow) -> str:
    """All that the row says of them."""
    aliases = [[alias.kind, alias.text] for alias in person.aliases]
    numbers = [[each.kind, each.value] for each in person.identifiers]
    return json.dumps([person.given, person.family, person.other, str(person.born or ""), aliases, numbers])


def decide(lines: Mapping[int, Line], choices: Mapping[int, str], every: str) -> None:
    """Apply what somebody chose for doubtful rows, by row number; `every` is for all others. The rest stay asked."""
    for number, line in lines.items():
        if line.fate is Fate.ASK and isinstance(line.draft, PlannedRow):
            _choose(line, line.draft, choices.get(number) or _of_every(line.draft, every), lines)


def answers(planned: PlannedRow) -> list[str]:
    """The answers that a doubtful row can have, besides adding it and leaving it out."""
    rows = [f"{ROW}{number}" for number, _ in planned.alike_rows]
    return [f"{PERSON}{pk}" for pk in planned.alike_people] + rows


def _reference(line: Line, mapping: ColumnMapping) -> str:
    cell = line.row.cells.get(mapping.heading(Field.REFERENCE) or "", "")
    return text_kept(cell).casefold() if isinstance(cell, str) else ""


def _of_every(planned: PlannedRow, every: str) -> str:
    """Being the same is said of every row only where there is one whom it can be."""
    others = answers(planned)
    if every == SAME:
        return others[0] if len(others) == 1 else ""
    return every


def _choose(line: Line, planned: PlannedRow, choice: str, lines: Mapping[int, Line]) -> None:
    if choice not in {ADD, LEAVE, *answers(planned)}:
        return
    if choice == ADD:
        line.fate, line.why = Fate.ADD, ""
    elif choice == LEAVE:
        line.keep_out(Fate.LEFT, LEFT_OUT)
    elif choice.startswith(PERSON):
        line.fate, line.why, line.was_here = Fate.ADD, KNOWN, True
        line.here = UUID(choice.removeprefix(PERSON))
    else:
        number = int(choice.removeprefix(ROW))
        line.fate, line.why, line.was_here = Fate.ADD, ANOTHER_ROW.format(row=number), True
        line.same = lines[number]
