"""Dates of birth as people type them: what is understood, what is refused, and in which words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.dates import NotADate, PartialDate, Precision, read_birth_date
from tests.casework.importing.files import UNHURRIED

TODAY = dt.date(2026, 3, 9)
LEAP_DAY = dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    "typed",
    [
        "1990-05-17", "1990/5/17", "17/05/1990", "17/5/1990", "17-05-1990", "17.5.1990", "17 05 1990",
        " 17 / 5 / 1990 ",
        "17/5/90", "17-May-90", "17 May 1990", "17th May 1990", "17 of May 1990", "17 MAY 1990", "May 17, 1990",
        "19900517", "1990-05-17 00:00:00", "1990-05-17T00:00:00Z", "17/05/1990 00:00", "17/05/1990 12:00 AM",
    ],
)  # fmt: skip
def test_a_whole_date_is_read_however_it_is_written(typed: str) -> None:
    assert read_birth_date(typed, TODAY) == PartialDate(dt.date(1990, 5, 17))


@pytest.mark.parametrize("cell", [dt.date(1990, 5, 17), dt.datetime(1990, 5, 17)])  # noqa: DTZ001  no zones
def test_a_workbooks_date_is_read(cell: dt.date) -> None:
    assert read_birth_date(cell, TODAY) == PartialDate(dt.date(1990, 5, 17))


@pytest.mark.parametrize("typed", ["May 1990", "may 1990", "05/1990", "5-1990", "1990-05", "May, 1990"])
def test_a_month_is_kept_as_a_month(typed: str) -> None:
    assert read_birth_date(typed, TODAY) == PartialDate(dt.date(1990, 5, 1), Precision.MONTH)


def test_a_year_is_kept_as_a_year() -> None:
    assert read_birth_date("1990", TODAY) == PartialDate(dt.date(1990, 1, 1), Precision.YEAR)


@pytest.mark.parametrize("typed", ["about 1990", "c. 1990", "c1990", "circa 1990", "~1990", "approx 1990", "est. 1990"])
def test_a_guess_is_kept_as_a_guess(typed: str) -> None:
    assert read_birth_date(typed, TODAY) == PartialDate(dt.date(1990, 1, 1), Precision.ESTIMATED)


@pytest.mark.parametrize(
    ("precision", "words", "latest"),
    [
        (Precision.EXACT, "1 January 1990", dt.date(1990, 1, 1)),
        (Precision.MONTH, "January 1990", dt.date(1990, 1, 31)),
        (Precision.YEAR, "1990", dt.date(1990, 12, 31)),
        (Precision.ESTIMATED, "about 1990", dt.date(1990, 12, 31)),
    ],
)
def test_a_date_says_only_what_is_known(precision: Precision, words: str, latest: dt.date) -> None:
    date = PartialDate(dt.date(1990, 1, 1), precision)
    assert (str(date), date.latest) == (words, latest)


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR, Precision.ESTIMATED])
def test_a_day_that_nobody_knows_cannot_be_held(precision: Precision) -> None:
    with pytest.raises(ValueError, match="must be the first day"):
        PartialDate(dt.date(1990, 5, 17), precision)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("29/02/1991", "29 February 1991 does not exist. Check the year."),
        ("29 February 1991", "29 February 1991 does not exist. Check the year."),
        ("29/02/1900", "29 February 1900 does not exist. Check the year."),
        ("30/02/1992", "30 February does not exist: February has at most 29 days. Check the day."),
        ("31/04/1990", "31 April does not exist: April has at most 30 days. Check the day."),
        ("00/05/1990", "There is no day 0. If only the month is known, write May 1990."),
        ("1990-00-00", "There is no month 0. If only the year is known, write 1990."),
        ("13/13/1990", "There is no month 13. Check the date."),
        ("1990-13-01", "There is no month 13. Check the date."),
        ("31/12/2030", "31 December 2030 is in the future. Check the year."),
        ("10/03/2026", "10 March 2026 is in the future. Check the year."),
        ("April 2026", "April 2026 is in the future. Check the year."),
        ("about 2027", "About 2027 is in the future. Check the year."),
        ("17/5/20", "The year could be 1920 or 2020. Write it with four figures."),
    ],
)
def test_a_date_that_cannot_be_says_why_and_what_to_do(typed: str, words: str) -> None:
    assert read_birth_date(typed, TODAY) == NotADate(words)


def test_an_american_date_is_told_from_a_slip() -> None:
    refused = read_birth_date("05/17/1990", TODAY)
    words = (
        "There is no month 17. The month seems to come first, as in American dates. Write the day first: 17/05/1990."
    )
    assert refused == NotADate(words, american=True)


@pytest.mark.parametrize("typed", ["8 March 1906", "1 January 1900", "February 1906", "1905", "0001-01-01"])
def test_nobody_is_older_than_120(typed: str) -> None:
    refused = read_birth_date(typed, TODAY)
    assert isinstance(refused, NotADate)
    assert "more than 120 years ago. Check the year, or leave it empty if it is not known." in refused.message


@pytest.mark.parametrize("typed", ["9 March 1906", "March 1906", "1906", "9 March 2026", "March 2026", "2026"])
def test_the_oldest_and_the_newest_are_read(typed: str) -> None:
    assert str(read_birth_date(typed, TODAY)) == typed


def test_the_oldest_are_counted_from_a_leap_day() -> None:
    assert str(read_birth_date("29 February 1904", LEAP_DAY)) == "29 February 1904"


@pytest.mark.parametrize(("typed", "year"), [("17/5/05", 2005), ("17/5/27", 1927), ("17/5/99", 1999)])
def test_two_figures_are_read_where_only_one_century_can_be(typed: str, year: int) -> None:
    assert read_birth_date(typed, TODAY) == PartialDate(dt.date(year, 5, 17))


@pytest.mark.parametrize("typed", ["1990-05-16T23:00:00Z", "17/05/1990 11:30", "17/05/1990 12:00 pm"])
def test_a_time_of_day_is_refused_because_the_day_may_have_slipped(typed: str) -> None:
    refused = read_birth_date(typed, TODAY)
    assert isinstance(refused, NotADate)
    assert "time of day" in refused.message
    assert refused == read_birth_date(dt.datetime(1990, 5, 16, 23), TODAY)  # noqa: DTZ001  no zones


def test_a_date_that_became_a_number_is_recognised() -> None:
    refused = read_birth_date("33010", TODAY)
    assert isinstance(refused, NotADate)
    assert "perhaps for 17 May 1990. Set the column's format to Date" in refused.message


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "Mayor 1990",
        "5 Thrumonth 1990",
        "17051990",
        "May-17",
        "99999",
        "1/2/3/4",
        "\u0661/\u0665/1990",
        "🎂",
    ],
)
def test_anything_else_is_refused_with_examples(typed: str) -> None:
    refused = read_birth_date(typed, TODAY)
    assert isinstance(refused, NotADate)
    assert "Write it as 17/05/1990, 17 May 1990, May 1990, 1990 or about 1990." in refused.message


def test_a_date_of_birth_does_not_reach_a_log() -> None:
    assert "1990" not in repr(PartialDate(dt.date(1990, 5, 17))) + repr(read_birth_date("29/02/1991", TODAY))


@UNHURRIED
@given(st.dates(dt.date(1907, 1, 1), dt.date(2025, 12, 31)), st.sampled_from(Precision))
def test_what_is_said_is_read_back_the_same(day: dt.date, precision: Precision) -> None:
    first = {Precision.EXACT: day, Precision.MONTH: day.replace(day=1)}.get(precision, day.replace(month=1, day=1))
    date = PartialDate(first, precision)
    assert read_birth_date(str(date), TODAY) == date


@UNHURRIED
@given(st.text(alphabet="0123456789/-. :TZmayabout~", max_size=20))
def test_no_text_breaks_the_reading(typed: str) -> None:
    assert isinstance(read_birth_date(typed, TODAY), PartialDate | NotADate)
