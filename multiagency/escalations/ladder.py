"""The ladder of a dispute between two agencies: whose each stage is, and by when; pure, from the steps that were taken.

Practice 2.8: professional to professional, manager to manager, senior liaison, then a chaired meeting. The stages are
data (`ladders.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models

from accounts.roles import Role
from multiagency.routing.working_days import Clock, ClockEvent, Mark


class Step(models.TextChoices):
    """What can happen to a dispute. The last three end it."""

    RAISED = "RAISED", "Raised"
    ANSWERED = "ANSWERED", "Answered"
    MOVED_UP = "MOVED_UP", "Moved up"
    RESOLVED = "RESOLVED", "Agreed"
    UPHELD = "UPHELD", "The decision stands"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class Party(models.TextChoices):
    """Which of the two agencies takes a step."""

    RAISER = "RAISER", "The agency that raised it"
    OTHER = "OTHER", "The other agency"


ENDINGS: Final = frozenset({Step.RESOLVED, Step.UPHELD, Step.WITHDRAWN})
CLIMBS: Final = frozenset({Step.RAISED, Step.MOVED_UP})
BY: Final = {
    Step.RAISED: frozenset({Party.RAISER}),
    Step.ANSWERED: frozenset(Party),
    Step.MOVED_UP: frozenset(Party),
    Step.RESOLVED: frozenset({Party.RAISER}),
    Step.UPHELD: frozenset(Party),
    Step.WITHDRAWN: frozenset({Party.RAISER}),
}
"""Whose each step is: a dispute is never agreed or taken back for the agency that raised it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its title, the role that speaks at both agencies, and its working days; None where it has no clock."""

    title: str
    speaks: Role
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


def standing(stages: Sequence[Stage], taken: Sequence[Taken], now: datetime) -> Standing:
    """Where a dispute is at a moment; refuses (ValueError) steps that do not follow each other.

    A stage's clock runs from the moment at which the dispute came to it until it leaves it or the dispute ends; an
    answer does not stop it.
    """
    _check(stages, taken)
    climbs = [one for one in taken if one.step in CLIMBS]
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
    """What may follow the steps taken: only the last stage lets a decision stand, and it leads no further up."""
    if not steps:
        return frozenset({Step.RAISED})
    if steps[-1] in ENDINGS:
        return frozenset()
    last = sum(step in CLIMBS for step in steps) == len(stages)
    return frozenset({Step.ANSWERED, Step.RESOLVED, Step.WITHDRAWN, Step.UPHELD if last else Step.MOVED_UP})


def _check(stages: Sequence[Stage], taken: Sequence[Taken]) -> None:
    steps = [one.step for one in taken]
    if not steps or any(step not in allowed(stages, steps[:place]) for place, step in enumerate(steps)):
        raise ValueError("The steps of a dispute do not follow each other.")
