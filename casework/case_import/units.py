"""What stands or falls together: a person with their cases, and each case with its lead, notes and actions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from casework.case_import.drafts import CaseDraft, LeadDraft, NoteDraft
from casework.case_import.lines import Fate, Line
from casework.case_import.planning import Plan

# A batch is one transaction: large enough that its own cost does not count, small enough that a run that is killed
# loses a second's work and holds no lock for longer.
WEIGHT: Final = 500


@dataclass(slots=True, repr=False)
class CaseUnit:
    """A new case, or with `here` one that is here already, with the rows that hang on it."""

    case: Line | None
    here: UUID | None = None
    lead: Line | None = None
    entries: list[Line] = field(default_factory=list)


@dataclass(slots=True, repr=False)
class Unit:
    """The rows of the file that are one person (the first is to be added, unless they are here), and their cases."""

    people: list[Line] = field(default_factory=list)
    here: UUID | None = None
    cases: list[CaseUnit] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How many rows it holds."""
        return len(self.people) + sum(1 + len(case.entries) for case in self.cases)


def units(plan: Plan) -> list[Unit]:
    """Everything that is to be brought in, in the order of the file."""
    by_person: dict[Line | UUID, Unit] = {}
    by_case: dict[Line | UUID, CaseUnit] = {}
    for line in plan.lines:
        if line.fate is not Fate.ADD:
            continue
        if isinstance(line.draft, CaseDraft):
            by_case[line] = CaseUnit(line)
            _unit_of(line.parent or line.here_person, by_person).cases.append(by_case[line])
        elif not isinstance(line.draft, LeadDraft | NoteDraft):
            _unit_of(line, by_person).people.append(line)
    for line in plan.lines:
        if line.fate is Fate.ADD and isinstance(line.draft, LeadDraft) and line.parent:
            by_case[line.parent].lead = line
        elif line.fate is Fate.ADD and isinstance(line.draft, NoteDraft):
            _case_of(line, by_case, by_person).entries.append(line)
    return list(by_person.values())


def batches(found: list[Unit]) -> Iterator[list[Unit]]:
    """Units in batches of some hundred rows; a unit is never parted."""
    batch: list[Unit] = []
    for unit in found:
        batch.append(unit)
        if sum(each.weight for each in batch) >= WEIGHT:
            yield batch
            batch = []
    if batch:
        yield batch


def _unit_of(root: Line | UUID | None, units_by: dict[Line | UUID, Unit]) -> Unit:
    while isinstance(root, Line) and root.same:
        root = root.same
    here = root.here if isinstance(root, Line) else root
    key = here or root
    if key is None:
        raise LookupError("A case hangs on a person.")
    return units_by.setdefault(key, Unit(here=here))


def _case_of(line: Line, cases: dict[Line | UUID, CaseUnit], people: dict[Line | UUID, Unit]) -> CaseUnit:
    if line.parent:
        return cases[line.parent]
    if line.here_case is None:
        raise LookupError("A note hangs on a case.")
    if line.here_case not in cases:
        cases[line.here_case] = CaseUnit(None, here=line.here_case)
        people[line.here_case] = Unit(cases=[cases[line.here_case]])
    return cases[line.here_case]
