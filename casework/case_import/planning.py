"""What would happen to each row of each sheet: read, compared with what is here, and tied to the others."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from casework.case_import.cells import Cells
from casework.case_import.columns import Column
from casework.case_import.drafts import CaseDraft, LeadDraft, NoteDraft, read_action, read_case, read_lead, read_note
from casework.case_import.knowing import has_reference, key_and_words, mark, recognise
from casework.case_import.lines import Fate, Line, PlannedSheet
from casework.case_import.mapping import column_mapping
from casework.case_import.models import Sheet
from casework.case_import.options import Options
from casework.case_import.people import decide, plan_people
from casework.case_import.sheets import Everything, ReadSheet, SheetMapping
from casework.case_import.staff import Staff
from casework.case_import.tying import tie
from casework.importing.table import Row

SAME_REFERENCE: Final = "Row {row} has the same reference. Give each its own."
SHOWN: Final = 80
READERS: Final[Mapping[Sheet, Callable[[Cells, Staff], CaseDraft | LeadDraft | NoteDraft | None]]] = {
    Sheet.CASES: read_case,
    Sheet.LEADS: read_lead,
    Sheet.NOTES: read_note,
    Sheet.ACTIONS: read_action,
}


@dataclass(slots=True, repr=False)
class Plan:
    """Every sheet with its lines, and the leads of whom nobody is sure."""

    sheets: list[PlannedSheet]
    notes: list[str]
    unmatched: Counter[str]

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of every sheet."""
        return (line for sheet in self.sheets for line in sheet.lines)

    def of(self, *kinds: Sheet) -> Iterator[Line]:
        """The lines of these kinds of sheet."""
        return (line for sheet in self.sheets if sheet.kind in kinds for line in sheet.lines)


def plan_import(
    actor: Actor,
    everything: Everything,
    mappings: Sequence[SheetMapping],
    options: Options,
    batch_id: UUID | None = None,
) -> Plan:
    """Plan every row as of now; rows of sheets that are not brought in are left out, and counted as such."""
    now, staff = timezone.now(), Staff(actor, options.meant)
    sheets = [_read(actor, sheet, one, staff, now) for sheet, one in zip(everything.sheets, mappings, strict=True)]
    plan = Plan(sheets, list(everything.notes), staff.unmatched)
    _know(actor, plan, options, batch_id)
    tie(actor, plan.lines, options)
    return plan


def _know(actor: Actor, plan: Plan, options: Options, batch_id: UUID | None) -> None:
    """Let no reference stand twice, and find what was brought in before."""
    for sheet in plan.sheets:
        lines = [line for line in sheet.lines if line.draft is not None and line.fate is not Fate.REJECTED]
        pairs = [key_and_words(line.draft) for line in lines if line.draft is not None]
        mark(actor, options.source, lines, _one_each(lines, [key for key, _ in pairs]), [words for _, words in pairs])
    recognise(actor, batch_id, _without_repeats(plan))
    people = {line.row.number: line for line in plan.of(Sheet.PEOPLE)}
    decide(people, options.choices, options.every)


def _one_each(lines: Sequence[Line], keys: Sequence[str]) -> list[str]:
    """Rows that have no reference of their own are told apart by which of several that say the same they are."""
    met: Counter[str] = Counter()
    found = []
    for line, key in zip(lines, keys, strict=True):
        own = has_reference(line.draft)
        met[key] += 1
        found.append(key if own else f"{key}\x1f{met[key]}")
    return found


def _without_repeats(plan: Plan) -> list[Line]:
    first: dict[bytes, Line] = {}
    for line in plan.lines:
        if line.token and first.setdefault(line.token, line) is not line:
            line.keep_out(Fate.REJECTED, SAME_REFERENCE.format(row=first[line.token].row.number))
            line.token = b""
    return list(first.values())


def _read(actor: Actor, sheet: ReadSheet, mapping: SheetMapping, staff: Staff, now: dt.datetime) -> PlannedSheet:
    planned = PlannedSheet(sheet.name, mapping.kind, sheet.header, notes=list(sheet.notes))
    if mapping.kind is Sheet.NOTHING:
        why = "This sheet is not brought in."
        planned.lines = [Line(Sheet.NOTHING, row, Fate.LEFT, why) for row in sheet.rows]
    elif mapping.kind is Sheet.PEOPLE:
        lines, notes = plan_people(actor, sheet, column_mapping(mapping), timezone.localdate(now))
        planned.lines, planned.notes = lines, [*planned.notes, *notes]
    else:
        planned.lines = [_line(row, mapping, staff, now) for row in sheet.rows]
    return planned


def _line(row: Row, mapping: SheetMapping, staff: Staff, now: dt.datetime) -> Line:
    cells = Cells(row, mapping, now, timezone.localdate(now))
    draft = READERS[mapping.kind](cells, staff)
    line = Line(mapping.kind, cells.row, draft=draft, remarks=tuple(cells.remarks))
    line.reference = cells.written(Column.CASE).casefold()
    if draft is None:
        line.keep_out(Fate.REJECTED, " ".join(cells.problems))
    else:
        line.what = _what(draft)
    return line


def _what(draft: CaseDraft | LeadDraft | NoteDraft) -> str:
    if isinstance(draft, CaseDraft):
        return f"Case {draft.reference}"
    if isinstance(draft, LeadDraft):
        return f"Case {draft.case}: {draft.lead.name if draft.lead else draft.team.title if draft.team else ''}"
    return f"Case {draft.case}: {' '.join(draft.text[: SHOWN * 2].split())[:SHOWN]}"
