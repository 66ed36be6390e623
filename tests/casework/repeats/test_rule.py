"""The repeat rule: what counts, over every edge of the calendar."""

from datetime import date, timedelta

import pytest

from casework.repeats.definitions import REPEAT
from casework.repeats.rule import Answer, Crime, Definition, Happened, evaluate, in_force, months_after

OLD = Definition("old", date(2011, 1, 1), 12, True, "crimes alone")
NEW = Definition("new", date(2021, 1, 1), 12, False, "any abuse")
BOTH = (OLD, NEW)
EVERY_DAY_OF_A_LEAP_CYCLE = [date(2024, 1, 1) + timedelta(days=number) for number in range(4 * 365 + 1)]


def on(day: date, crime: Crime = Crime.YES) -> Happened:
    return Happened(day, day, crime)


def answer(referral: date, *incidents: Happened) -> Answer:
    return evaluate(BOTH, [referral], incidents).answer


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_twelve_months_after_a_day_that_the_year_lacks_is_the_last_of_the_month(day: date, later: date) -> None:
    assert months_after(day, 12) == later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
    ],
)
def test_months_end_with_the_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_months_after_never_leaves_the_month_that_is_meant() -> None:
    for day in EVERY_DAY_OF_A_LEAP_CYCLE:
        for months in (1, 6, 12):
            later = months_after(day, months)
            assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
            assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_p2_the_window_runs_from_the_day_after_the_referral_to_the_same_day_a_year_on_inclusive() -> None:
    for referral in EVERY_DAY_OF_A_LEAP_CYCLE:
        last = months_after(referral, 12)
        assert answer(referral, on(referral)) is Answer.NONE_SINCE
        assert answer(referral, on(referral + timedelta(days=1))) is Answer.REPEAT
        assert answer(referral, on(last)) is Answer.REPEAT
        assert answer(referral, on(last + timedelta(days=1))) is Answer.NEW_CASE


def test_p2_the_clock_starts_at_the_last_referral_not_at_the_first() -> None:
    found = evaluate(BOTH, [date(2022, 1, 1), date(2025, 3, 4), date(2024, 1, 1)], [on(date(2024, 6, 1))])
    assert (found.referred_on, found.answer) == (date(2025, 3, 4), Answer.NONE_SINCE)


def test_p2_without_a_referral_nothing_is_a_repeat() -> None:
    assert evaluate(BOTH, [], [on(date(2025, 1, 1))]).answer is Answer.NOT_REFERRED


def test_p2_the_arithmetic_says_what_was_counted_and_what_was_not() -> None:
    referral = date(2025, 3, 4)
    days = [date(2025, 3, 3), referral, date(2025, 4, 1), date(2025, 5, 1), date(2026, 3, 4), date(2026, 3, 5)]
    found = evaluate(BOTH, [referral], [on(day, Crime.NO) for day in days])
    assert (found.counted, found.same_day, found.after, found.last_day) == (3, 1, 1, date(2026, 3, 4))


@pytest.mark.parametrize(
    "unsure",
    [
        Happened(date(2025, 3, 1), date(2025, 3, 31), Crime.YES),  # the month of the referral
        Happened(date(2026, 3, 1), date(2026, 3, 31), Crime.YES),  # the month in which the year ends
        Happened(date(2025, 1, 1), date(2025, 12, 31), Crime.YES),
        Happened(date(2024, 1, 1), date(2027, 12, 31), Crime.YES),
    ],
)
def test_p2_a_day_that_is_not_known_exactly_may_count_and_is_never_taken_for_no(unsure: Happened) -> None:
    assert answer(date(2025, 3, 4), unsure) is Answer.PERHAPS


def test_p2_a_month_that_lies_wholly_inside_counts() -> None:
    assert answer(date(2025, 3, 4), Happened(date(2025, 6, 1), date(2025, 6, 30), Crime.YES)) is Answer.REPEAT


def test_p21_an_older_referral_keeps_the_rule_of_its_day_which_asks_for_a_crime() -> None:
    before, after = date(2020, 12, 31), date(2021, 1, 1)
    for referral, expected in ((before, Answer.NONE_SINCE), (after, Answer.REPEAT)):
        found = evaluate(BOTH, [referral], [on(date(2021, 6, 1), Crime.NO)])
        assert found.answer is expected
    assert evaluate(BOTH, [before], [on(date(2021, 6, 1), Crime.NO)]).not_crimes == 1
    assert answer(before, on(date(2021, 6, 1), Crime.YES)) is Answer.REPEAT
    assert answer(before, on(date(2021, 6, 1), Crime.NOT_KNOWN)) is Answer.PERHAPS


def test_p21_every_day_has_one_definition_and_days_before_all_of_them_the_oldest() -> None:
    assert in_force(BOTH, date(1999, 1, 1)) is OLD
    assert in_force(BOTH, date(2020, 12, 31)) is OLD
    assert in_force(BOTH, date(2021, 1, 1)) is NEW
    assert [one.crimes_alone for one in REPEAT] == [True, False]
    assert [one.in_force for one in REPEAT] == sorted({one.in_force for one in REPEAT})
