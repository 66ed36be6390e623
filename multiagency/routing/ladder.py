"""The ladder of a dispute between two agencies: its stages, whose each is, and by when: pure, from the moves made.

Practice 2.8: professional to professional, manager to manager, senior liaison, then a chaired meeting. A partnership's
own stages and days are data; a dispute keeps the ladder of its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from multiagency.routing.working_days import Clock, ClockEvent, Mark


class Step(StrEnum):
    """What can happen to a dispute. The last three end it."""

    RAISED = "RAISED"
    MOVED_UP = "MOVED_UP"
    RESOLVED = "RESOLVED"
    UPHELD = "UPHELD"
    WITHDRAWN = "WITHDRAWN"


ENDINGS = frozenset({Step.RESOLVED, Step.UPHELD, Step.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what it is called, the role that resolves it, and its working days; None where it has no clock."""

    title: str
    resolver: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A step of a dispute, and when it was taken."""

    step: Step
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dispute is: its stage, counted from 1, by when that is due, whether it is late, and what may follow."""

    stage: int
    due: datetime | None
    overdue: bool
    ended: Step | None
    allowed: frozenset[Step]


PRACTICE: tuple[Stage, ...] = (
    Stage("Professional to professional", "CASEWORKER", 2),
    Stage("Manager to manager", "TEAM_MANAGER", 5),
    Stage("Senior liaison", "PANEL_COORDINATOR", 2),
    Stage("Chaired meeting", "PANEL_CHAIR", None),
)
"""Where a partnership has set no ladder of its own."""


def standing(stages: Sequence[Stage], taken: Sequence[Taken], now: datetime) -> Standing:
    """Where a dispute is at a moment; refuses (ValueError) steps that do not follow each other.

    A stage's clock runs from the moment at which the dispute came to it until it leaves it or the dispute ends.
    """
    _check(stages, taken)
    climbs = [one for one in taken if one.step not in ENDINGS]
    stage, ended = len(climbs), taken[-1].step if taken[-1].step in ENDINGS else None
    events = [ClockEvent(Mark.STARTED, climbs[-1].at)]
    events += [ClockEvent(Mark.STOPPED, taken[-1].at)] if ended else []
    days = stages[stage - 1].days
    shown = Clock(events, days).read(now) if days is not None else None
    return Standing(
        stage=stage,
        due=shown.due if shown and not ended else None,
        overdue=bool(shown and shown.breached and not ended),
        ended=ended,
        allowed=allowed(stages, [one.step for one in taken]),
    )


def allowed(stages: Sequence[Stage], steps: Sequence[Step]) -> frozenset[Step]:
    """What may follow the steps taken."""
    if not steps:
        return frozenset({Step.RAISED})
    if steps[-1] in ENDINGS:
        return frozenset()
    return ENDINGS | ({Step.MOVED_UP} if len(steps) < len(stages) else set())


def _check(stages: Sequence[Stage], taken: Sequence[Taken]) -> None:
    steps = [one.step for one in taken]
    if not steps or any(step not in allowed(stages, steps[:place]) for place, step in enumerate(steps)):
        raise ValueError("The steps of a dispute do not follow each other.")
