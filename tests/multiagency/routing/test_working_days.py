"""Clocks in working time: counted minute by minute the slow way, they show the same."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from casework.working_days import OutsideCalendar, add_working_days, is_working
from multiagency.routing.working_days import (
    AFTER,
    WORKING_DAY,
    Clock,
    ClockEvent,
    Mark,
    add_working_time,
    working_time_between,
)

LONDON = ZoneInfo("Europe/London")
MINUTE = timedelta(minutes=1)
SPRING, AUTUMN = (
    datetime(2026, 3, 28, 20, tzinfo=UTC),
    datetime(2026, 10, 23, 15, tzinfo=UTC),
)  # before the clocks change
LEAP, NEW_YEAR = datetime(2028, 2, 28, 8, tzinfo=UTC), datetime(2027, 12, 31, 16, 30, tzinfo=UTC)

moments = some.integers(0, 4 * 365 * 24 * 60).map(lambda minute: datetime(2024, 1, 2, tzinfo=UTC) + minute * MINUTE)
spells = some.integers(0, 12 * 24 * 60).map(lambda minutes: minutes * MINUTE)
worked = some.integers(0, 20 * 8 * 60).map(lambda minutes: minutes * MINUTE)


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type, misc]


def at_work(moment: datetime) -> bool:
    here = moment.astimezone(LONDON)
    return is_working(here.date()) and 9 <= here.hour < 17


@given(moments, spells)
@example(SPRING, timedelta(days=3))
@example(AUTUMN, timedelta(days=3))
@example(LEAP, timedelta(days=2))
@example(NEW_YEAR, timedelta(days=5))
@settings(max_examples=60, deadline=None)
def test_working_minutes_are_the_minutes_at_work(start: datetime, spell: timedelta) -> None:
    minutes = sum(at_work(start + number * MINUTE) for number in range(spell // MINUTE))
    assert working_time_between(start, start + spell) == minutes * MINUTE


@given(moments, worked)
@example(SPRING, WORKING_DAY)
@example(AUTUMN, 2 * WORKING_DAY)
@example(LEAP, 2 * WORKING_DAY)
@example(NEW_YEAR, timedelta(hours=1))
@settings(deadline=None)
def test_adding_working_time_and_counting_it_agree(start: datetime, amount: timedelta) -> None:
    end = add_working_time(start, amount)
    assert working_time_between(start, end) == amount
    assert not amount or at_work(end - MINUTE)  # and it is the first such moment


@given(moments, spells, spells)
@settings(deadline=None)
def test_working_time_adds_up(start: datetime, one: timedelta, other: timedelta) -> None:
    middle, end = start + one, start + one + other
    assert working_time_between(start, end) == working_time_between(start, middle) + working_time_between(middle, end)
    assert working_time_between(end, start) == timedelta()


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (london(2026, 12, 24, 12), 2, london(2026, 12, 30, 12)),  # Christmas, and Boxing Day moved to the Monday
        (london(2027, 12, 31, 16), 1, london(2028, 1, 4, 16)),  # New Year's Day on a Saturday, moved to the Monday
        (london(2028, 2, 28, 10), 2, london(2028, 3, 1, 10)),  # over the leap day, which is worked
        (london(2026, 3, 27, 10), 1, london(2026, 3, 30, 10)),  # the clocks go forward between
        (london(2026, 10, 23, 10), 1, london(2026, 10, 26, 10)),  # the clocks go back between
        (london(2026, 11, 21, 3), 1, london(2026, 11, 23, 17)),  # from a Saturday night: the whole of Monday
        (london(2026, 11, 23, 17), 1, london(2026, 11, 24, 17)),  # from closing time
    ],
)
def test_a_target_in_working_days_passes_over_nights_weekends_and_holidays(
    start: datetime, days: int, due: datetime
) -> None:
    assert Clock([ClockEvent(Mark.STARTED, start)], days).read(start).due == due


@given(some.dates(date(2024, 1, 1), date(2028, 10, 1)), some.integers(1, 15))
@settings(deadline=None)
def test_a_clock_that_starts_in_the_morning_ends_with_the_working_day_that_counting_days_gives(
    day: date, count: int
) -> None:
    evening = datetime(day.year, day.month, day.day, 20, tzinfo=LONDON)
    due = Clock([ClockEvent(Mark.STARTED, evening)], count).read(evening).due
    assert due is not None
    assert due.astimezone(LONDON).date() == add_working_days(day, count)


@some.composite
def histories(draw: some.DrawFn) -> list[ClockEvent]:
    """Events as they may happen: each mark follows the one before, at no earlier time."""
    at, mark, events = draw(moments.filter(lambda moment: moment.year < 2028)), Mark.STARTED, []
    for _ in range(draw(some.integers(1, 7))):
        events.append(ClockEvent(mark, at))
        after = sorted(AFTER[mark])
        if not after:
            break
        mark, at = draw(some.sampled_from(after)), at + draw(spells)
    return events


@given(histories(), some.integers(1, 10), spells)
@settings(deadline=None)
def test_a_clock_shows_what_its_running_time_says(events: list[ClockEvent], target: int, later: timedelta) -> None:
    now = events[-1].at + later
    ran = [
        (one.at, two.at)
        for one, two in pairwise([*events, ClockEvent(Mark.STOPPED, now)])
        if one.mark in {Mark.STARTED, Mark.RESUMED}
    ]
    elapsed = sum((working_time_between(*stretch) for stretch in ran), timedelta())
    seen = Clock(events, target).read(now)
    assert seen.elapsed == elapsed // MINUTE
    assert seen.breached == (elapsed > target * WORKING_DAY)
    assert (seen.paused, seen.stopped) == (events[-1].mark is Mark.PAUSED, events[-1].mark is Mark.STOPPED)
    if seen.breached:
        assert seen.due is not None
        assert seen.due < now
    elif seen.due is not None and not (seen.paused or seen.stopped):
        assert not Clock(events, target).read(seen.due).breached
        assert Clock(events, target).read(add_working_time(seen.due, MINUTE)).breached


@given(histories(), some.integers(1, 10), spells)
@settings(deadline=None)
def test_a_pause_moves_the_date_by_the_working_time_that_it_took(
    events: list[ClockEvent], target: int, pause: timedelta
) -> None:
    running = [event for event in events if event.mark is Mark.STARTED]
    at = running[0].at + timedelta(hours=1)
    resumed = [*running, ClockEvent(Mark.PAUSED, at), ClockEvent(Mark.RESUMED, at + pause)]
    before, after = Clock(running, target).read(at).due, Clock(resumed, target).read(at + pause).due
    assert before is not None
    assert after is not None
    assert working_time_between(before, after) == working_time_between(at, at + pause)
    assert Clock(resumed[:2], target).read(at + pause).due is None  # nobody knows while it is paused


def test_a_clock_is_read_as_it_was_at_any_earlier_moment() -> None:
    start = london(2026, 11, 23, 9)
    clock = Clock([ClockEvent(Mark.STARTED, start), ClockEvent(Mark.PAUSED, start + timedelta(hours=2))], 1)
    before = clock.read(start - MINUTE)
    assert (before.elapsed, before.due, before.breached) == (0, None, False)
    assert clock.read(start + timedelta(hours=1)).due == start + WORKING_DAY
    assert clock.read(start + timedelta(hours=5)).elapsed == 120


@pytest.mark.parametrize(
    "marks",
    [[Mark.PAUSED], [Mark.STARTED, Mark.STARTED], [Mark.STARTED, Mark.RESUMED], [Mark.STARTED, Mark.STOPPED] * 2],
)
def test_events_that_cannot_follow_each_other_are_refused(marks: list[Mark]) -> None:
    with pytest.raises(ValueError, match="cannot follow"):
        Clock([ClockEvent(mark, SPRING) for mark in marks], 1)


def test_events_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        Clock([ClockEvent(Mark.STARTED, SPRING), ClockEvent(Mark.STOPPED, SPRING - MINUTE)], 1)


def test_no_date_is_guessed_past_the_known_bank_holidays() -> None:
    with pytest.raises(OutsideCalendar):
        Clock([ClockEvent(Mark.STARTED, london(2028, 12, 28, 10))], 5).read(london(2028, 12, 28, 11))
