"""The clock of a referral, worked out from its moves each time it is read. It stands still while one side asks."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Final

from multiagency.referrals.models import Referral, ReferralMove, Urgency
from multiagency.referrals.moves import IN_TRAY, PAUSED, State
from multiagency.routing.working_days import Clock, ClockEvent, Mark, Reading
from multiagency.sorts.kinds import kinds

RUNS: Final = IN_TRAY - PAUSED
AT_MOST: Final = {Urgency.IMMEDIATE: 1, Urgency.URGENT: 2}
"""Working days in which somebody must have decided, whatever its sort allows."""


def reading(row: Referral, moves: Iterable[ReferralMove], now: datetime) -> Reading:
    """What the clock shows of a referral: it is to be decided within so many working days of being sent."""
    return Clock(clock_events(moves), answer_in(row)).read(now)


def answer_in(row: Referral) -> int:
    """In how many working days it is to be decided: as its sort says, and sooner where it is urgent."""
    days = kinds()[row.kind].answer_in
    return min(days, AT_MOST.get(Urgency(row.urgency), days))


def clock_events(moves: Iterable[ReferralMove]) -> list[ClockEvent]:
    """What the moves of a referral did to its clock, in the order in which they were made."""
    events: list[ClockEvent] = []
    for move in sorted(moves, key=lambda move: move.number):
        mark = _mark(State(move.from_state), State(move.to_state))
        if mark:
            events.append(ClockEvent(mark, move.created_at))
    return events


def stays(moves: Iterable[ReferralMove]) -> Iterator[tuple[State, list[ClockEvent]]]:
    """Each stay of a referral in a state in which somebody has still to decide: a clock that ran from end to end."""
    made = sorted(moves, key=lambda move: move.number)
    for move, after in zip_longest(made, made[1:]):
        if move.to_state in IN_TRAY:
            ended = [ClockEvent(Mark.STOPPED, after.created_at)] if after else []
            yield State(move.to_state), [ClockEvent(Mark.STARTED, move.created_at), *ended]


def _mark(before: State, after: State) -> Mark | None:
    """What a move does to the clock; None where it runs, or stands still, as before."""
    if before is State.DRAFT:
        return Mark.STARTED
    if before in RUNS and after in PAUSED:
        return Mark.PAUSED
    if before in PAUSED and after in RUNS:
        return Mark.RESUMED
    return Mark.STOPPED if before in IN_TRAY and after not in IN_TRAY else None
