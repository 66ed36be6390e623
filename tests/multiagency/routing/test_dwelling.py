"""How long referrals wait: of those that there were, at each place, pauses left out."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as some

from multiagency.routing.dwelling import Wait, dwell_times
from multiagency.routing.working_days import ClockEvent, Mark

HERE, THERE = UUID(int=1), UUID(int=2)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def wait(hours: float, agency: UUID = HERE, team: int | None = None, *, still: bool = False, paused: float = 0) -> Wait:
    events = [ClockEvent(Mark.STARTED, MONDAY)]
    if paused:
        events += [ClockEvent(Mark.PAUSED, MONDAY), ClockEvent(Mark.RESUMED, MONDAY + paused * HOUR)]
    if not still:
        events.append(ClockEvent(Mark.STOPPED, MONDAY + hours * HOUR))
    return Wait(agency, team, events)


def test_each_place_has_its_median_and_its_longest() -> None:
    waits = [wait(hours) for hours in range(1, 8)] + [wait(0, still=True), wait(3, THERE, 7), wait(8, paused=4)]
    here, there = dwell_times(waits, MONDAY + 8 * HOUR)
    assert (here.referrals, here.waiting, here.median, here.longest) == (9, 1, 240, 480)
    assert (there.agency_id, there.team_id, there.median, there.waiting) == (THERE, 7, 180, 0)


def test_nights_count_for_nothing_and_what_has_not_begun_is_no_wait() -> None:
    [found] = dwell_times([wait(24), wait(0, still=True)], MONDAY + 25 * HOUR)
    assert (found.median, found.longest) == (480, 540)
    assert dwell_times([wait(1)], MONDAY - HOUR) == []
    assert dwell_times([], MONDAY) == []


@given(some.lists(some.integers(0, 8), min_size=1, max_size=30))
@settings(deadline=None)
def test_the_median_is_a_wait_that_there_was(hours: list[int]) -> None:
    [found] = dwell_times([wait(one) for one in hours], MONDAY + 8 * HOUR)
    minutes = sorted(60 * one for one in hours)
    assert found.median in minutes
    assert sum(one <= found.median for one in minutes) * 2 >= len(minutes)
    assert sum(one >= found.median for one in minutes) * 2 >= len(minutes)
    assert found.longest == minutes[-1]
