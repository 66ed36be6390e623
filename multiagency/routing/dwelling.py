"""How long referrals wait at each agency and team: pure, from the events that are passed in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from multiagency.routing.working_days import Clock, ClockEvent


@dataclass(frozen=True, slots=True)
class Wait:
    """One referral at one agency, with or without a team: what started, paused and ended its waiting there."""

    agency_id: UUID
    team_id: int | None
    events: Sequence[ClockEvent]


@dataclass(frozen=True, slots=True)
class Dwell:
    """How long referrals waited at a place, in minutes of working time; `oldest` is of those still waiting, if any.

    A referral that still waits counts as it stands: it will have waited at least so long.
    """

    agency_id: UUID
    team_id: int | None
    referrals: int
    waiting: int
    median: int
    ninetieth: int
    oldest: int | None


def dwell_times(waits: Iterable[Wait], now: datetime) -> list[Dwell]:
    """What each place's waits come to at a moment, the longest median first; one that begins later counts for nothing.

    Percentiles are by nearest rank: a wait that there was. Refuses (OutsideCalendar) a year of unknown bank holidays.
    """
    found: dict[tuple[UUID, int | None], list[tuple[int, bool]]] = defaultdict(list)
    for wait in waits:
        if wait.events and wait.events[0].at <= now:
            shown = Clock(wait.events, target=1).read(now)
            found[wait.agency_id, wait.team_id].append((shown.elapsed, shown.stopped))
    every = [_dwell(agency, team, waited) for (agency, team), waited in found.items()]
    return sorted(every, key=lambda one: (-one.median, str(one.agency_id), one.team_id or 0))


def _dwell(agency: UUID, team: int | None, waited: Sequence[tuple[int, bool]]) -> Dwell:
    minutes = sorted(elapsed for elapsed, _ in waited)
    open_now = [elapsed for elapsed, stopped in waited if not stopped]
    return Dwell(
        agency, team, len(minutes), len(open_now), _percentile(minutes, 50), _percentile(minutes, 90),
        max(open_now, default=None),
    )  # fmt: skip


def _percentile(ordered: Sequence[int], percent: int) -> int:
    return ordered[max(ceil(len(ordered) * percent / 100) - 1, 0)]
