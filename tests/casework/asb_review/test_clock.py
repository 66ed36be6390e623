"""The case review's clock: working days of England, its threshold, and its pauses."""

from datetime import date, timedelta

import pytest

from casework.asb_review.clock import (
    AFTER,
    Step,
    Taken,
    count_reports,
    months_before,
    standing,
)
from casework.asb_review.rules import LIMITS, THRESHOLDS, limits_on, threshold_on
from casework.bank_holidays import FIRST_YEAR, HOLIDAYS, LAST_YEAR
from casework.working_days import OutsideCalendar, add_working_days, is_working, working_days_between

THRESHOLD, LIMIT = THRESHOLDS[0], LIMITS[0]
KNOWN_DAYS = [date(FIRST_YEAR, 1, 1) + timedelta(days=number) for number in range(5 * 366 - 40)]


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning of the church's tables: golden number, epact, Sunday after the moon."""
    golden = year % 19 + 1
    century = year // 100 + 1
    leaps_left_out = 3 * century // 4 - 12
    epact = (11 * golden + 20 + (8 * century + 5) // 25 - 5 - leaps_left_out) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    moon = 44 - epact
    moon += 30 if moon < 21 else 0
    sunday = moon + 7 - (5 * year // 4 - leaps_left_out - 10 + moon) % 7
    return date(year, 3, 1) + timedelta(days=sunday - 1)


def proclaimed(year: int) -> set[date]:
    """The bank holidays of a year from the Act's schedule, each moved on from a weekend or another holiday."""
    mondays = [date(year, 5, 1), date(year, 5, 25), date(year, 8, 25)]  # the first, and the last of 31 days
    moving = {day + timedelta(days=-day.weekday() % 7) for day in mondays}
    found = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)} | moving
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        day = fixed
        while day.weekday() >= 5 or day in found:
            day += timedelta(days=1)
        found.add(day)
    return found


def test_p22_bank_holidays_are_those_of_the_act_with_their_substitutes() -> None:
    assert easter(2024) == date(2024, 3, 31)
    assert easter(2025) == date(2025, 4, 20)
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        assert {day for day in HOLIDAYS if day.year == year} == proclaimed(year), year


def test_p22_past_the_known_holidays_nothing_is_guessed() -> None:
    for day in (date(FIRST_YEAR - 1, 12, 31), date(LAST_YEAR + 1, 1, 1)):
        with pytest.raises(OutsideCalendar, match="2024 to 2028"):
            is_working(day)
    with pytest.raises(OutsideCalendar):
        add_working_days(date(LAST_YEAR, 12, 20), 15)
    with pytest.raises(OutsideCalendar):
        standing(LIMIT, date(LAST_YEAR, 12, 20), [Taken(Step.ACKNOWLEDGED, date(LAST_YEAR, 12, 21))])


def test_p22_counting_on_and_counting_between_agree_on_every_day() -> None:
    for day in KNOWN_DAYS[:-60]:
        for count in (0, 1, 2, 12, 15):
            end = add_working_days(day, count)
            assert working_days_between(day, end) == count
            assert count == 0 or is_working(end)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 12, 24), 2, date(2026, 12, 30)),  # Friday is Christmas, Saturday's Boxing Day moves to Monday
        (date(2027, 12, 24), 2, date(2027, 12, 30)),  # both days on the weekend, both moved
        (date(2027, 12, 31), 1, date(2028, 1, 4)),  # New Year's Day on a Saturday, moved to Monday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Easter
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2026, 11, 25), 12, date(2026, 12, 11)),
    ],
)
def test_p22_working_days_pass_over_weekends_and_holidays(start: date, count: int, end: date) -> None:
    assert add_working_days(start, count) == end


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_before_end_with_the_month(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier


def test_p22_three_reports_in_six_months_the_last_within_one_of_applying() -> None:
    on = date(2026, 11, 25)
    first, last = date(2026, 5, 25), date(2026, 10, 25)  # the furthest that each may lie back
    assert count_reports(THRESHOLD, [first, date(2026, 8, 1), last], on).met
    assert not count_reports(THRESHOLD, [first - timedelta(days=1), date(2026, 8, 1), last], on).met
    stale = count_reports(THRESHOLD, [first, date(2026, 8, 1), last - timedelta(days=1)], on)
    assert (len(stale.reported), stale.recent, stale.met) == (3, False, False)
    assert not count_reports(THRESHOLD, [last, last, on + timedelta(days=1)], on).met  # not yet reported


def test_p22_two_of_three_warns_before_anybody_applies() -> None:
    on = date(2026, 11, 25)
    days = [date(2026, 10, 1), date(2026, 11, 1), date(2026, 11, 20)]
    assert [count_reports(THRESHOLD, days[:number], on).one_short for number in range(4)] == [False, False, True, False]


def test_p22_each_step_has_its_date() -> None:
    applied = date(2026, 12, 21)  # a Monday before Christmas
    taken: list[Taken] = []
    for step, due, by in (
        (Step.ACKNOWLEDGED, Step.ACKNOWLEDGED, date(2026, 12, 23)),
        (Step.ACCEPTED, Step.PANEL_MET, date(2027, 1, 11)),
        (Step.PANEL_MET, Step.PANEL_MET, date(2027, 1, 11)),
        (Step.OUTCOME_GIVEN, Step.OUTCOME_GIVEN, date(2027, 2, 1)),
        (Step.APPEALED, Step.APPEALED, date(2027, 1, 25)),
    ):
        at = standing(LIMIT, applied, taken)
        assert (at.due, at.due_on) == (due, by)
        assert step in at.allowed
        taken.append(Taken(step, date(2027, 1, 11)))
    assert standing(LIMIT, applied, taken).due is None


def test_p22_a_pause_stops_the_clock_and_its_working_days_are_added() -> None:
    applied = date(2026, 11, 2)
    before = [Taken(Step.ACKNOWLEDGED, date(2026, 11, 3))]
    assert standing(LIMIT, applied, before).due_on == date(2026, 11, 18)
    paused = [*before, Taken(Step.PAUSED, date(2026, 11, 6))]
    at = standing(LIMIT, applied, paused)
    assert (at.paused, at.due_on, at.allowed) == (True, None, frozenset({Step.RESUMED, Step.WITHDRAWN}))
    resumed = [*paused, Taken(Step.RESUMED, date(2026, 11, 13))]
    assert standing(LIMIT, applied, resumed).due_on == add_working_days(date(2026, 11, 18), 5)


def test_p22_nothing_follows_what_is_over_and_a_refusal_can_be_appealed() -> None:
    assert standing(LIMIT, date(2026, 11, 2), [Taken(Step.WITHDRAWN, date(2026, 11, 3))]).allowed == frozenset()
    refused = [Taken(Step.ACKNOWLEDGED, date(2026, 11, 3)), Taken(Step.REFUSED, date(2026, 11, 4))]
    at = standing(LIMIT, date(2026, 11, 2), refused)
    assert (at.due, at.due_on) == (Step.APPEALED, date(2026, 11, 18))
    assert set(AFTER) == {None, *Step} - {Step.RESUMED}


def test_p21_an_application_keeps_the_threshold_and_limits_of_its_day() -> None:
    newer = type(THRESHOLD)("later", date(2026, 1, 1), reports=4, months=6, last_within_months=1)
    versions = (THRESHOLD, newer)
    assert threshold_on(date(2025, 12, 31), versions) is THRESHOLD
    assert threshold_on(date(2026, 1, 1), versions) is newer
    assert limits_on(date(2026, 1, 1)) is LIMIT
