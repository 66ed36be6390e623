"""Clocks in working time: pure, computed from events each time they are read, and never counted on by a nightly job.

A working day is 09:00 to 17:00 in London, on the days that `casework.working_days` calls worked. The clocks change on a
Sunday at night, which is never worked, so that an hour of work is always sixty minutes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from casework.working_days import is_working

LONDON: Final = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(17)
WORKING_DAY: Final = timedelta(hours=8)
MINUTE: Final = timedelta(minutes=1)


class Mark(StrEnum):
    """What an event does to a clock."""

    STARTED = "STARTED"
    PAUSED = "PAUSED"
    RESUMED = "RESUMED"
    STOPPED = "STOPPED"


AFTER: Final[dict[Mark | None, frozenset[Mark]]] = {
    None: frozenset({Mark.STARTED}),
    Mark.STARTED: frozenset({Mark.PAUSED, Mark.STOPPED}),
    Mark.PAUSED: frozenset({Mark.RESUMED, Mark.STOPPED}),
    Mark.RESUMED: frozenset({Mark.PAUSED, Mark.STOPPED}),
    Mark.STOPPED: frozenset(),
}
RUNNING: Final = frozenset({Mark.STARTED, Mark.RESUMED})


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """Something that starts, pauses, resumes or stops a clock, and when; the time knows its zone."""

    mark: Mark
    at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock shows at a moment.

    `elapsed` is whole minutes of working time without pauses. `due` is None while nothing runs towards a date: before
    the start, in a pause, and after a stop in time. `breached` once more working time has passed than was given.
    """

    elapsed: int
    due: datetime | None
    paused: bool
    stopped: bool
    breached: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """Events in the order in which they happened, and the working days in which the matter is to be done.

    Refuses (ValueError) events out of order or that do not follow each other, such as a pause of a paused clock.
    """

    events: Sequence[ClockEvent]
    target: int

    def __post_init__(self) -> None:
        before = None
        for event in self.events:
            if event.mark not in AFTER[before]:
                raise ValueError(f"{event.mark} cannot follow {before or 'nothing'} on a clock.")
            before = event.mark
        if any(later.at < earlier.at for earlier, later in pairwise(self.events)):
            raise ValueError("The events of a clock come in the order in which they happened.")

    def read(self, now: datetime) -> Reading:
        """What the clock shows at a moment, by what had happened then; refuses (OutsideCalendar) an unknown year."""
        happened = [event for event in self.events if event.at <= now]
        stretches = list(_stretches(happened, now))
        elapsed = sum((working_time_between(start, end) for start, end in stretches), timedelta())
        last = happened[-1].mark if happened else None
        return Reading(
            elapsed=elapsed // MINUTE,
            due=self._due(stretches, running=last in RUNNING),
            paused=last is Mark.PAUSED,
            stopped=last is Mark.STOPPED,
            breached=elapsed > self.target * WORKING_DAY,
        )

    def _due(self, stretches: Sequence[tuple[datetime, datetime]], *, running: bool) -> datetime | None:
        """When the time given was, or will be, used up."""
        left = self.target * WORKING_DAY
        for start, end in stretches:
            worked = working_time_between(start, end)
            if worked >= left:
                return add_working_time(start, left)
            left -= worked
        return add_working_time(stretches[-1][1], left) if running else None


def working_time_between(start: datetime, end: datetime) -> timedelta:
    """Working time from one moment to another; refuses (OutsideCalendar) a year whose bank holidays are not known."""
    total = timedelta()
    for opens, closes in _hours(start, end):
        total += max(min(end, closes) - max(start, opens), timedelta())
    return total


def add_working_time(start: datetime, amount: timedelta) -> datetime:
    """The first moment at which so much working time has passed, in UTC; refuses as `working_time_between`."""
    left, begin = amount, start
    for opens, closes in _hours(start, None):
        begin = max(start, opens)
        if closes - begin >= left:
            break
        left -= max(closes - begin, timedelta())
    return start if not amount else begin + left


def _stretches(events: Sequence[ClockEvent], now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Each time that the clock ran: from when until when."""
    ends = [event.at for event in events[1:]] + [now]
    for event, end in zip(events, ends, strict=False):
        if event.mark in RUNNING:
            yield event.at, end


def _hours(start: datetime, end: datetime | None) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing, in UTC, on each working day, from that of the start to that of the end if there is one."""
    day = start.astimezone(LONDON).date()
    last = end.astimezone(LONDON).date() if end else date.max
    while day <= last:
        if is_working(day):
            yield _utc(day, OPENS), _utc(day, CLOSES)
        day += timedelta(days=1)


def _utc(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON).astimezone(UTC)
