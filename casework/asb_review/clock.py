"""The case review's threshold and clock: pure, so that the same facts always give the same dates.

Practice rule P22; Anti-social Behaviour, Crime and Policing Act 2014, section 104. Thresholds and days are each area's
own and versioned: an application keeps those of its day. Days are working days of England.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from casework.working_days import add_working_days, working_days_between


@dataclass(frozen=True, slots=True)
class Threshold:
    """From when, how many incidents reported within how many months, the last within how many of applying."""

    version: str
    in_force: date
    reports: int
    months: int
    last_within_months: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Working days for each step: the first two from applying, the outcome from the panel, the appeal from it."""

    version: str
    in_force: date
    acknowledge: int
    panel: int
    outcome: int
    appeal: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many reports count towards the threshold on a day, which are missing, and whether the last is recent."""

    threshold: Threshold
    on: date
    since: date
    reported: tuple[date, ...]

    @property
    def met(self) -> bool:
        """Enough reports, the last of them recent enough."""
        return len(self.reported) >= self.threshold.reports and self.recent

    @property
    def recent(self) -> bool:
        """The last report is within the threshold's months of the day asked about, that day included."""
        earliest = months_before(self.on, self.threshold.last_within_months)
        return bool(self.reported) and self.reported[-1] >= earliest

    @property
    def one_short(self) -> bool:
        """One more report and an application would be taken: the time to warn, before anybody applies."""
        return len(self.reported) == self.threshold.reports - 1


class Step(StrEnum):
    """What can happen to an application."""

    ACKNOWLEDGED = "ACKNOWLEDGED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    PAUSED = "PAUSED"
    RESUMED = "RESUMED"
    PANEL_MET = "PANEL_MET"
    OUTCOME_GIVEN = "OUTCOME_GIVEN"
    APPEALED = "APPEALED"
    APPEAL_DECIDED = "APPEAL_DECIDED"
    WITHDRAWN = "WITHDRAWN"


AFTER: dict[Step | None, frozenset[Step]] = {
    None: frozenset({Step.ACKNOWLEDGED, Step.WITHDRAWN}),
    Step.ACKNOWLEDGED: frozenset({Step.ACCEPTED, Step.REFUSED, Step.PAUSED, Step.WITHDRAWN}),
    Step.ACCEPTED: frozenset({Step.PANEL_MET, Step.PAUSED, Step.WITHDRAWN}),
    Step.REFUSED: frozenset({Step.APPEALED}),
    Step.PAUSED: frozenset({Step.RESUMED, Step.WITHDRAWN}),
    Step.PANEL_MET: frozenset({Step.OUTCOME_GIVEN}),
    Step.OUTCOME_GIVEN: frozenset({Step.APPEALED}),
    Step.APPEALED: frozenset({Step.APPEAL_DECIDED}),
    Step.APPEAL_DECIDED: frozenset(),
    Step.WITHDRAWN: frozenset(),
}
"""What may follow what; after a pause, what could have followed before it."""
NEEDS_REASON = frozenset({Step.ACCEPTED, Step.REFUSED, Step.PAUSED, Step.APPEAL_DECIDED, Step.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Taken:
    """A step and the day on which it was taken."""

    step: Step
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application is: its last step but for pauses, whether it is paused, and what is due by when."""

    last: Step | None
    paused: bool
    due: Step | None
    due_on: date | None
    allowed: frozenset[Step]


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of the month where that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def count_reports(threshold: Threshold, reported: Iterable[date], on: date) -> Count:
    """The reports within the threshold's months before a day, both ends included."""
    since = months_before(on, threshold.months)
    return Count(threshold, on, since, tuple(sorted(day for day in reported if since <= day <= on)))


def standing(limits: Limits, applied_on: date, taken: Sequence[Taken]) -> Standing:
    """What an application waits for, and until when; working days of a pause are added to the date that it stopped.

    Refuses (OutsideCalendar) to work out a date past the known bank holidays.
    """
    moves = [one for one in taken if one.step not in {Step.PAUSED, Step.RESUMED}]
    last = moves[-1].step if moves else None
    paused = bool(taken) and taken[-1].step is Step.PAUSED
    may = allowed([one.step for one in taken])
    due, start, days = _next(limits, applied_on, moves)
    if paused or due is None:
        return Standing(last, paused, due, None, may)
    return Standing(last, paused, due, add_working_days(start, days + _paused_days(taken, start)), may)


def allowed(steps: Sequence[Step]) -> frozenset[Step]:
    """What may follow the steps taken, in order."""
    if steps and steps[-1] is Step.PAUSED:
        return AFTER[Step.PAUSED]
    moves = [step for step in steps if step not in {Step.PAUSED, Step.RESUMED}]
    return AFTER[moves[-1] if moves else None]


def _next(limits: Limits, applied_on: date, moves: Sequence[Taken]) -> tuple[Step | None, date, int]:
    last = moves[-1] if moves else None
    if last is None:
        return Step.ACKNOWLEDGED, applied_on, limits.acknowledge
    if last.step in {Step.ACKNOWLEDGED, Step.ACCEPTED}:
        return Step.PANEL_MET, applied_on, limits.panel
    if last.step is Step.PANEL_MET:
        return Step.OUTCOME_GIVEN, last.on, limits.outcome
    if last.step in {Step.OUTCOME_GIVEN, Step.REFUSED}:
        return Step.APPEALED, last.on, limits.appeal
    return None, applied_on, 0


def _paused_days(taken: Sequence[Taken], since: date) -> int:
    pauses = [(one.on, after.on) for one, after in pairwise(taken) if one.step is Step.PAUSED]
    return sum(working_days_between(max(start, since), end) for start, end in pauses)
