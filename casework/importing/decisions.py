"""What somebody decided about the rows that the product does not decide alone, and what is still open."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from casework.importing.planning import Fate, PlannedRow
from casework.importing.table import RowProblem

LEFT_OUT: Final = "May be somebody who is already there. You chose to leave it out."


class Choice(StrEnum):
    """What to do with a row that may be somebody already there. Nobody is ever merged."""

    ADD = "add"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Decisions:
    """By row number, for every other likely duplicate, and whether rows with problems are left out."""

    rows: Mapping[int, Choice] = field(default_factory=dict)
    every: Choice | None = None
    skip_bad: bool = False

    def about(self, row: int) -> Choice | None:
        """What was decided about a likely duplicate; None where nothing was."""
        return self.rows.get(row, self.every)


@dataclass(frozen=True, slots=True, repr=False)
class Settled:
    """Rows to add, how many people are there already, and the rows left out with the reason in words."""

    add: tuple[PlannedRow, ...]
    unchanged: int
    left_out: tuple[tuple[int, str], ...]

    @property
    def total(self) -> int:
        """How many rows there were."""
        return len(self.add) + self.unchanged + len(self.left_out)


class NotDecided(Exception):
    """Rows stand in the way: those with problems, and likely duplicates that nobody has decided about."""

    def __init__(self, bad: Iterable[PlannedRow], undecided: Iterable[PlannedRow]) -> None:
        """Keep the rows for whoever puts the question."""
        super().__init__("Rows of the file are not decided.")
        self.bad = tuple(bad)
        self.undecided = tuple(undecided)


def settle(rows: Iterable[PlannedRow], decisions: Decisions) -> Settled:
    """Apply the decisions; refuses (NotDecided) while anything is open, so that a file comes in whole or not at all."""
    sorted_rows = _by(rows, lambda row: _end(row, decisions))
    bad, undecided = sorted_rows.get("bad", []), sorted_rows.get("undecided", [])
    if bad or undecided:
        raise NotDecided(bad, undecided)
    left = [(row.number, LEFT_OUT) for row in sorted_rows.get("left", [])]
    left += [(row.number, " ".join(map(_problem, row.problems))) for row in sorted_rows.get("skipped", [])]
    return Settled(tuple(sorted_rows.get("add", ())), len(sorted_rows.get("unchanged", ())), tuple(sorted(left)))


def _end(row: PlannedRow, decisions: Decisions) -> str:
    if row.fate is Fate.BAD:
        return "skipped" if decisions.skip_bad else "bad"
    if row.fate is not Fate.ASK:
        return "add" if row.fate is Fate.ADD else "unchanged"
    return {Choice.ADD: "add", Choice.LEAVE: "left", None: "undecided"}[decisions.about(row.number)]


def _by(rows: Iterable[PlannedRow], end: Callable[[PlannedRow], str]) -> dict[str, list[PlannedRow]]:
    found: dict[str, list[PlannedRow]] = {}
    for row in rows:
        found.setdefault(end(row), []).append(row)
    return found


def _problem(problem: RowProblem) -> str:
    return f"{problem.column}: {problem.message}" if problem.column else problem.message
