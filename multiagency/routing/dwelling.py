"""How long referrals wait at each agency and team: pure, from the events that are passed in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from multiagency.routing.working_days import Clock, ClockEvent, Reading


@dataclass(frozen=True, slots=True)
class Wait:
    """One referral at one agency, with or without a team: what started, paused and ended its waiting there.

    `state` where it is the wait in that state alone; `limit` is the working days in which it was to be decided.
    """

    agency_id: UUID
    team_id: int | None
    events: Sequence[ClockEvent]
    state: str = ""
    limit: int = 1


@dataclass(frozen=True, slots=True)
class Dwell:
    """How long referrals waited at a place, in minutes of working time.

    A referral that still waits counts as it stands: it will have waited at least so long. `over` are those that waited
    longer than they were given.
    """

    agency_id: UUID
    team_id: int | None
    referrals: int
    waiting: int
    median: int
    longest: int
    over: int
    state: str = ""


def dwell_times(waits: Iterable[Wait], now: datetime) -> list[Dwell]:
    """What each place's waits come to at a moment, the longest median first; one that begins later counts for nothing.

    A median is a wait that there was: of an even number, the shorter of the middle two. Refuses (OutsideCalendar) a
    year of unknown bank holidays.
    """
    found: dict[tuple[UUID, int | None, str], list[Reading]] = defaultdict(list)
    for wait in waits:
        if wait.events and wait.events[0].at <= now:
            found[wait.agency_id, wait.team_id, wait.state].append(Clock(wait.events, wait.limit).read(now))
    every = [_dwell(agency, team, state, waited) for (agency, team, state), waited in found.items()]
    return sorted(every, key=lambda one: (-one.median, str(one.agency_id), one.team_id or 0))


def _dwell(agency: UUID, team: int | None, state: str, waited: Sequence[Reading]) -> Dwell:
    minutes = sorted(one.elapsed for one in waited)
    return Dwell(
        agency, team, len(minutes), sum(not one.stopped for one in waited), minutes[(len(minutes) - 1) // 2],
        minutes[-1], sum(one.breached for one in waited), state,
    )  # fmt: skip
