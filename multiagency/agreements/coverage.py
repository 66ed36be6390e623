"""Who may send what to whom, by the agreements in force, and where the gaps are: drawn, and as a table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from itertools import permutations
from uuid import UUID

from accounts.models import Agency
from multiagency.agreements.models import Clause, Effect
from multiagency.agreements.reading import Standing, WholeAgreement
from multiagency.agreements.states import State

Pair = tuple[UUID, UUID]


class Covered(Enum):
    """How it stands with what one agency may send another: its words, and a sign beside the colour."""

    YES = ("may send", "")
    LATE = ("may send, though a review is late", "!")
    STOPPED = ("has stopped sending", "‖")
    WAITING = ("waits for signatures or a first day", "…")
    NO = ("has no agreement to send to", "")

    @property
    def words(self) -> str:
        """What it says."""
        return self.value[0]

    @property
    def sign(self) -> str:
        """What stands in a square besides the number."""
        return self.value[1]


STATES = {State.LIVE: Covered.YES, State.SUSPENDED: Covered.STOPPED, State.DRAFT: Covered.WAITING}
BEST = (Covered.YES, Covered.LATE, Covered.STOPPED, Covered.WAITING)


@dataclass(frozen=True, slots=True)
class Line:
    """One clause as it stands between two agencies."""

    clause: Clause
    reference: str
    covered: Covered


@dataclass(frozen=True, slots=True)
class Cell:
    """What one agency may send another; `count` is of flows, each a category for a purpose."""

    sender: Agency
    receiver: Agency
    lines: tuple[Line, ...] = ()

    @property
    def covered(self) -> Covered:
        """The best that any clause gives."""
        there = {line.covered for line in self.lines}
        return next((one for one in BEST if one in there), Covered.NO)

    @property
    def count(self) -> int:
        """How many flows stand so."""
        return len({(line.clause.purpose, line.clause.category) for line in self.best})

    @property
    def best(self) -> tuple[Line, ...]:
        """The lines that stand as well as any."""
        return tuple(line for line in self.lines if line.covered is self.covered)

    @property
    def references(self) -> list[str]:
        """The agreements by which it stands so."""
        return sorted({line.reference for line in self.best})


@dataclass(frozen=True, slots=True)
class Row:
    """What one agency may send each of the others."""

    sender: Agency
    cells: tuple[Cell, ...]

    def among(self, *covered: Covered) -> list[Cell]:
        """Those of the others with whom it stands so."""
        return [cell for cell in self.cells if cell.covered in covered]

    @property
    def sends(self) -> list[Cell]:
        """To whom it may send."""
        return self.among(Covered.YES, Covered.LATE)

    @property
    def waits(self) -> list[Cell]:
        """To whom it has stopped sending, or cannot yet."""
        return self.among(Covered.STOPPED, Covered.WAITING)

    @property
    def gaps(self) -> list[Cell]:
        """To whom it has no agreement to send."""
        return self.among(Covered.NO)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything that the map and the table beside it say."""

    agencies: tuple[Agency, ...]
    rows: tuple[Row, ...]
    pairs: int = field(init=False)
    gaps: int = field(init=False)

    def __post_init__(self) -> None:
        """Count the pairs, and those without an agreement."""
        cells = [cell for row in self.rows for cell in row.cells]
        object.__setattr__(self, "pairs", len(cells))
        object.__setattr__(self, "gaps", sum(cell.covered is Covered.NO for cell in cells))

    def between(self, sender: str, receiver: str) -> Cell | None:
        """What one agency may send another, by their codes; None where there is no such pair."""
        cells = (cell for row in self.rows for cell in row.cells)
        return next((cell for cell in cells if (cell.sender.code, cell.receiver.code) == (sender, receiver)), None)


def coverage(
    agencies: Iterable[Agency], agreements: Iterable[WholeAgreement], at: datetime, purpose: str = "",
    category: str = "",
) -> Coverage:  # fmt: skip
    """What every agency may send every other at a moment, for one purpose and category or for all."""
    known = tuple(agencies)
    by_id = {agency.pk: agency for agency in known}
    lines: dict[Pair, list[Line]] = defaultdict(list)
    for agreement in agreements:
        for pair, line in _lines(agreement, by_id, at):
            if (purpose or line.clause.purpose, category or line.clause.category) == (
                line.clause.purpose, line.clause.category,
            ):  # fmt: skip
                lines[pair].append(line)
    rows = tuple(
        Row(
            sender,
            tuple(Cell(sender, to, tuple(lines[sender.pk, to.pk])) for to in known if to.pk != sender.pk),
        )
        for sender in known
    )
    return Coverage(known, rows)


def allowed(version: Standing, agencies: dict[UUID, Agency]) -> Iterator[tuple[Agency, Agency, Clause]]:
    """What a version lets these of its parties send each other, in force or not: from, to, and by what."""
    parties = [agencies[one] for one in version.life.parties if one in agencies]
    for sender, receiver in permutations(parties, 2):
        for clause in version.row.clauses.all():
            ends = (clause.from_type, clause.to_type)
            if clause.effect == Effect.ALLOW and ends == (sender.type, receiver.type):
                yield sender, receiver, clause


def _lines(agreement: WholeAgreement, agencies: dict[UUID, Agency], at: datetime) -> Iterator[tuple[Pair, Line]]:
    for version in agreement.versions:
        for sender, receiver, clause in allowed(version, agencies):
            pair = sender.pk, receiver.pk
            state = _covered(version, pair, at)
            if state:
                yield pair, Line(clause, agreement.row.reference, state)


def _covered(version: Standing, pair: Pair, at: datetime) -> Covered | None:
    """How a version stands between two parties; None where it lets nothing be sent and will not."""
    if version.row.offered_at is None:
        return None
    state = version.life.state_between(*pair, at)
    if state is State.LIVE and version.life.unsigned(at):
        state = State.DRAFT
    if state is State.LIVE and version.life.overdue(at):
        return Covered.LATE
    return STATES.get(state)
