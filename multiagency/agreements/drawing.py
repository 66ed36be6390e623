"""The map of coverage as a drawing: a square for each pair of agencies."""

from collections.abc import Iterator
from dataclasses import dataclass

from multiagency.agreements.coverage import Cell, Coverage

SIDE, GAP, LABEL, TOP = 38, 4, 250, 150
STEP = SIDE + GAP
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Square:
    """One pair: what a sender may send a receiver."""

    cell: Cell
    x: int
    y: int

    @property
    def mark(self) -> str:
        """The class of its colour."""
        return self.cell.covered.name.lower()

    @property
    def words(self) -> str:
        """What is written in it."""
        return f"{self.cell.count or ''}{self.cell.covered.sign}"

    @property
    def title(self) -> str:
        """What it says to whoever does not see it."""
        flows = f", {self.cell.count} kinds of data by purpose" if self.cell.count else ""
        return f"{self.cell.sender.name} to {self.cell.receiver.name}: {self.cell.covered.words}{flows}"

    @property
    def text_x(self) -> int:
        """Where its words stand."""
        return self.x + SIDE // 2

    @property
    def text_y(self) -> int:
        """The line on which they stand."""
        return self.y + SIDE // 2 + 5


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an agency beside its row or above its column."""

    words: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map."""

    squares: tuple[Square, ...]
    senders: tuple[Label, ...]
    receivers: tuple[Label, ...]
    width: int
    height: int
    side: int = SIDE


def drawn(coverage: Coverage) -> Drawing:
    """The map drawn; senders stand below each other, receivers beside each other."""
    names = [
        agency.name if len(agency.name) <= LONGEST else f"{agency.name[: LONGEST - 1]}…" for agency in coverage.agencies
    ]
    size = len(names) * STEP
    return Drawing(
        squares=tuple(_squares(coverage)),
        senders=tuple(Label(name, LABEL - 8, TOP + place * STEP + SIDE // 2 + 5) for place, name in enumerate(names)),
        receivers=tuple(Label(name, LABEL + place * STEP + SIDE // 2, TOP - 8) for place, name in enumerate(names)),
        width=LABEL + size + 130, height=TOP + size,
    )  # fmt: skip


def _squares(coverage: Coverage) -> Iterator[Square]:
    place = {agency.pk: at for at, agency in enumerate(coverage.agencies)}
    for row in coverage.rows:
        for cell in row.cells:
            yield Square(cell, LABEL + place[cell.receiver.pk] * STEP, TOP + place[cell.sender.pk] * STEP)
