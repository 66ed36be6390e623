"""Whether things get better: how each need was at first and is now, in words and as a picture's coordinates. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LEAST, MOST = 1, 5
LEFT: Final = 20
STEP: Final = 70
ROW: Final = 62
TOP: Final = 30


class Direction(StrEnum):
    """How a need went from its first measure to its latest; one measure alone says nothing of it."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "the same"
    NOT_KNOWN = "not known yet"


@dataclass(frozen=True, slots=True)
class Change:
    """One need's first and latest level; no latest where it was measured once."""

    title: str
    before: int
    after: int | None

    @property
    def direction(self) -> Direction:
        """Better where the level fell, for less is better."""
        if self.after is None:
            return Direction.NOT_KNOWN
        if self.after == self.before:
            return Direction.SAME
        return Direction.BETTER if self.after < self.before else Direction.WORSE


@dataclass(frozen=True, slots=True)
class Mark:
    """A need's row in the picture, in units of its view box."""

    change: Change
    y: int
    x_before: int
    x_after: int | None

    @property
    def label_y(self) -> int:
        """Where the need's name is written, above its line."""
        return self.y - 18


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn row for each need: a hollow mark where it was, a full one where it is, and a line between."""

    marks: tuple[Mark, ...]
    columns: tuple[tuple[int, int], ...]
    width: int
    height: int

    @property
    def floor(self) -> int:
        """Where the lines of the scale end."""
        return self.height - 10


def answer(changes: Sequence[Change]) -> str:
    """One sentence that says whether things are getting better; what was measured once is said, and not counted."""
    counted = {way: sum(one.direction is way for one in changes) for way in Direction}
    known = len(changes) - counted[Direction.NOT_KNOWN]
    if not changes:
        return "No need is in the plan yet."
    if not known:
        return "Not known yet: every need has been measured once only."
    told = (Direction.BETTER, Direction.WORSE, Direction.SAME)
    parts = [f"{counted[way]} {way.value}" for way in told if counted[way]]
    if counted[Direction.NOT_KNOWN]:
        parts.append(f"{counted[Direction.NOT_KNOWN]} measured once only, so not known yet")
    better, worse = counted[Direction.BETTER], counted[Direction.WORSE]
    verdict = "Yes, on the whole" if better > worse else "No, on the whole worse" if worse > better else "Not clearly"
    return f"{verdict}: of {len(changes)} need{'s' * (len(changes) != 1)}, {', '.join(parts)}."


def draw(changes: Sequence[Change]) -> Picture:
    """Place every need on the scale from 1 to 5."""
    marks = tuple(
        Mark(one, TOP + ROW * place + ROW // 2, _x(one.before), None if one.after is None else _x(one.after))
        for place, one in enumerate(changes)
    )
    columns = tuple((level, _x(level)) for level in range(LEAST, MOST + 1))
    return Picture(marks, columns, _x(MOST) + LEFT, TOP + ROW * len(changes) + 10)


def _x(level: int) -> int:
    return LEFT + STEP * (level - LEAST)
