"""Counting in working days of England: every clock of the product that runs in them counts here, in one way.

Saturdays, Sundays and the bank holidays of `casework.bank_holidays` are not worked. Nothing is guessed past the years
whose bank holidays are known.
"""

from datetime import date, timedelta
from typing import Final

from casework.bank_holidays import FIRST_YEAR, HOLIDAYS, LAST_YEAR

SATURDAY: Final = 5


class OutsideCalendar(Exception):
    """A day for which no bank holidays are known; the message says so, and who can add them."""

    def __init__(self) -> None:
        super().__init__(
            f"Bank holidays are known from {FIRST_YEAR} to {LAST_YEAR}, and this reaches outside those years, so no "
            f"date is worked out. Whoever runs this system can add the years that are missing."
        )


def is_working(day: date) -> bool:
    """Whether people are at work; refuses (OutsideCalendar) a year whose bank holidays are not known."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutsideCalendar
    return day.weekday() < SATURDAY and day not in HOLIDAYS


def add_working_days(day: date, count: int) -> date:
    """The last of so many working days, the first being the one after the day given; refuses as `is_working`."""
    is_working(day)
    while count:
        day += timedelta(days=1)
        count -= is_working(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after the start up to the end, that day included; none where the end is earlier."""
    return sum(is_working(start + timedelta(days=number)) for number in range(1, (end - start).days + 1))
