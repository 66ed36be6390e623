"""A row of a sheet with what becomes of it, and the counts that must come out even."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from casework.case_import.drafts import CaseDraft, LeadDraft, NoteDraft
from casework.case_import.models import Sheet
from casework.importing.planning import PlannedRow
from casework.importing.table import Row

Draft = PlannedRow | CaseDraft | LeadDraft | NoteDraft


class Fate(StrEnum):
    """What becomes of a row."""

    ADD = "ADD"
    UNCHANGED = "UNCHANGED"
    CHANGED = "CHANGED"
    ASK = "ASK"
    REJECTED = "REJECTED"
    LEFT = "LEFT"


NOT_IN = frozenset({Fate.REJECTED, Fate.LEFT, Fate.CHANGED})
"""Rows that do not come in, and so stand in the file of rejected rows."""


@dataclass(slots=True, repr=False, eq=False)
class Line:
    """One row: what it says, by which keyed hashes it is known again, and what becomes of it, in words.

    `reference` is that of its person or case, also where nothing else could be read. `here` is the person or case that
    it became before, `ours` that it was this very import's doing, `was_here` that the person was known before any
    import of cases. `same` is the row of whom somebody said that this is the same person. What a row hangs on is
    `parent`, or here already.
    """

    kind: Sheet
    row: Row
    fate: Fate = Fate.ADD
    why: str = ""
    what: str = ""
    reference: str = ""
    draft: Draft | None = None
    token: bytes = b""
    said: bytes = b""
    here: UUID | None = None
    ours: bool = False
    was_here: bool = False
    same: "Line | None" = None
    parent: "Line | None" = None
    here_person: UUID | None = None
    here_case: UUID | None = None
    remarks: tuple[str, ...] = ()

    @property
    def comes_in(self) -> bool:
        """Whether what hangs on it can come in too."""
        return self.fate in {Fate.ADD, Fate.ASK} or self.here is not None

    @property
    def outcome(self) -> Fate:
        """The fate as people count it: who was here before is not added, though cases are then tied to them."""
        return Fate.UNCHANGED if self.fate is Fate.ADD and self.was_here else self.fate

    def keep_out(self, fate: Fate, why: str) -> None:
        """Let the row not come in."""
        self.fate, self.why = fate, why


@dataclass(slots=True, repr=False)
class PlannedSheet:
    """A sheet with its lines."""

    name: str
    kind: Sheet
    header: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many rows of the sheet have which fate."""
        found = Counter(line.outcome for line in self.lines)
        return {fate.value: found[fate] for fate in Fate}


def reconciled(lines: Iterable[Line]) -> dict[str, int]:
    """Rows read, added (by this import, in this run or an earlier one), unchanged, rejected and left out."""
    found: Counter[str] = Counter()
    for line in lines:
        found["read"] += 1
        found[_count_of(line)] += 1
    return {name: found[name] for name in ("read", "added", "unchanged", "rejected", "left_out")}


def is_added(line: Line) -> bool:
    """Whether this import made something of the row, in this run or an earlier one."""
    return line.outcome is Fate.ADD or (line.fate is Fate.UNCHANGED and line.ours)


def _count_of(line: Line) -> str:
    if is_added(line):
        return "added"
    return {Fate.UNCHANGED: "unchanged", Fate.REJECTED: "rejected"}.get(line.outcome, "left_out")
