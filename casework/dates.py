"""Dates that people know only in part: a day, a month, a year, or a guess at the year."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

OLDEST_AGE: Final = 120
MONTHS_IN_YEAR: Final = 12
FEBRUARY: Final = 2
# A workbook keeps a date as days since 1900; these are the days that a living person can have been born on.
DAY_NUMBERS: Final = range(2_500, 80_000)
DAY_NUMBER_EPOCH: Final = dt.date(1899, 12, 30)


class Precision(StrEnum):
    """How much of a date is known."""

    EXACT = "EXACT"
    MONTH = "MONTH"
    YEAR = "YEAR"
    ESTIMATED = "ESTIMATED"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date and how much of it is known; the unknown part is held as the first day of the month or year.

    Refuses (ValueError) a date that claims more than its precision says.
    """

    date: dt.date = field(repr=False)
    precision: Precision = Precision.EXACT

    def __post_init__(self) -> None:
        """Refuse a day or month that the precision says nobody knows."""
        if self.date != _first_of(self.date, self.precision):
            message = f"A date known to {self.precision} must be the first day of its period."
            raise ValueError(message)

    def __str__(self) -> str:
        """Say the date in words: 17 May 1990, May 1990, 1990, about 1990."""
        if self.precision is Precision.ESTIMATED:
            return f"about {self.date.year}"
        if self.precision is Precision.YEAR:
            return str(self.date.year)
        month = f"{calendar.month_name[self.date.month]} {self.date.year}"
        return month if self.precision is Precision.MONTH else f"{self.date.day} {month}"

    @property
    def latest(self) -> dt.date:
        """The last day that this date can mean."""
        if self.precision is Precision.EXACT:
            return self.date
        if self.precision is Precision.MONTH:
            return self.date.replace(day=calendar.monthrange(self.date.year, self.date.month)[1])
        return self.date.replace(month=12, day=31)


@dataclass(frozen=True, slots=True)
class NotADate:
    """Why something typed is not a date of birth, in plain English; american when the month seems to come first.

    A value rather than an exception, because the words may hold a person's date.
    """

    message: str = field(repr=False)
    american: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a date can mean, and what is said of one before or after; `{date}` is the date in words."""

    first: dt.date
    last: dt.date
    early: str
    late: str = "{date} is in the future. Check the year."


NOT_UNDERSTOOD: Final = NotADate(
    "This cannot be understood as a date. Write it as 17/05/1990, 17 May 1990, May 1990, 1990 or about 1990."
)
MIDDAY: Final = NotADate(
    "This has a time of day that is not midnight, so the day itself may be wrong. Write the date without a time."
)
SHORT_YEAR: Final = "The year could be {first} or {second}. Write it with four figures."
CHECK_YEAR: Final = "Check the year, or leave it empty if it is not known."
DAY: Final = r"(?P<day>[0-9]{1,2})"
ORDINAL: Final = r"(?:st|nd|rd|th)?"
MONTH: Final = r"(?P<month>[0-9]{1,2})"
WORD: Final = r"(?P<month>[a-z]{3,9})\.?"
YEAR: Final = r"(?P<year>[0-9]{4})"
ANY_YEAR: Final = r"(?P<year>[0-9]{4}|[0-9]{2})"
FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{YEAR}(?P<gap>[-/.]){MONTH}(?P=gap){DAY}",
        rf"{DAY} ?(?P<gap>[-/. ]) ?{MONTH} ?(?P=gap) ?{ANY_YEAR}",
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        rf"{DAY}{ORDINAL}[-/., ]*(?:of )?{WORD}[-/., ]*{ANY_YEAR}",
        rf"{WORD} {DAY}{ORDINAL},? {YEAR}",
        rf"(?P<about>about|approximately|approx\.?|circa|ca?\.?|estimated|est\.?|~) ?{YEAR}",
        rf"{WORD}[-/., ]*{YEAR}",
        rf"{YEAR}-{MONTH}",
        rf"{MONTH}[-/.]{YEAR}",
        YEAR,
    )
)
DAY_FIRST: Final = FORMS[1]
CLOCK: Final = re.compile(
    r"(?P<date>.*[0-9])[t ]"
    r"(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[ap]m)?)(?:z|\+00:?00)?"
)
MIDNIGHT: Final = re.compile(r"0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? ?am")
MONTH_NUMBERS: Final = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}


def read_birth_date(typed: str | dt.date, today: dt.date) -> PartialDate | NotADate:
    """Read a date of birth as people type it, or as a workbook holds it, and say plainly why not.

    Refuses days that do not exist, dates after today, people over 120, and a year whose century is not clear.
    """
    early = f"{{date}} is more than {OLDEST_AGE} years ago. {CHECK_YEAR}"
    return read_date(typed, Window(_years_before(today, OLDEST_AGE), today, early))


def read_date(typed: str | dt.date, window: Window) -> PartialDate | NotADate:
    """Read a date within a window, however much of it is known, and say plainly why not.

    Refuses days that do not exist, dates outside the window, a time of day, and a year whose century is not clear.
    """
    if isinstance(typed, dt.datetime) and typed.time() != dt.time.min:
        return MIDDAY
    if isinstance(typed, dt.date):
        return _plausible(PartialDate(dt.date(typed.year, typed.month, typed.day)), window)
    return _read_text(" ".join(typed.lower().split()), window)


def _read_text(text: str, window: Window) -> PartialDate | NotADate:
    clock = CLOCK.fullmatch(text)
    if clock and not MIDNIGHT.fullmatch(clock["clock"]):
        return MIDDAY
    text = clock["date"] if clock else text
    found = next((match for form in FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        return _day_number(text) or NOT_UNDERSTOOD
    return _build(found, window)


def _day_number(text: str) -> NotADate | None:
    """Recognise a date that lost its format in a spreadsheet and became a number of days."""
    if not re.fullmatch(r"[0-9]{5}", text) or int(text) not in DAY_NUMBERS:
        return None
    meant = PartialDate(DAY_NUMBER_EPOCH + dt.timedelta(days=int(text)))
    return NotADate(f"This is a number, perhaps for {meant}. Set the column's format to Date and save the file again.")


def _build(found: re.Match[str], window: Window) -> PartialDate | NotADate:
    parts = found.groupdict()
    years = _years(parts["year"], window)
    if len(years) > 1:
        return NotADate(SHORT_YEAR.format(first=years[0], second=years[1]))
    month = _month(parts.get("month", "1"))
    if not 1 <= month <= MONTHS_IN_YEAR:
        return _no_such_month(found, month, years[0])
    day = int(parts.get("day", "1"))
    if not 1 <= day <= calendar.monthrange(years[0], month)[1]:
        return _no_such_day(day, month, years[0])
    return _plausible(PartialDate(dt.date(years[0], month, day), _precision(parts)), window)


def _years(text: str, window: Window) -> list[int]:
    """Give the years that two or four figures can mean within the window."""
    if len(text) > len("90"):
        return [max(int(text), 1)]
    both = (1900 + int(text), 2000 + int(text))
    return [year for year in both if window.first.year <= year <= window.last.year] or [both[0]]


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else MONTH_NUMBERS.get(text, 0)


def _precision(parts: dict[str, str]) -> Precision:
    if "about" in parts:
        return Precision.ESTIMATED
    if "day" in parts:
        return Precision.EXACT
    return Precision.MONTH if "month" in parts else Precision.YEAR


def _no_such_month(found: re.Match[str], month: int, year: int) -> NotADate:
    if not found["month"].isdecimal():
        return NOT_UNDERSTOOD
    if month == 0:
        return NotADate(f"There is no month 0. If only the year is known, write {year}.")
    if found.re is not DAY_FIRST or int(found["day"]) > MONTHS_IN_YEAR:
        return NotADate(f"There is no month {month}. Check the date.")
    meant = f"{month:02d}/{int(found['day']):02d}/{year}"
    words = f"There is no month {month}. The month seems to come first, as in American dates. Write the day first"
    return NotADate(f"{words}: {meant}.", american=True)


def _no_such_day(day: int, month: int, year: int) -> NotADate:
    name = calendar.month_name[month]
    if day == 0:
        return NotADate(f"There is no day 0. If only the month is known, write {name} {year}.")
    if (day, month) == (29, FEBRUARY):
        return NotADate(f"29 February {year} does not exist. Check the year.")
    days = 29 if month == FEBRUARY else calendar.monthrange(year, month)[1]
    return NotADate(f"{day} {name} does not exist: {name} has at most {days} days. Check the day.")


def _plausible(date: PartialDate, window: Window) -> PartialDate | NotADate:
    if date.date > window.last:
        return NotADate(window.late.format(date=_capital(date)))
    if date.latest < window.first:
        return NotADate(window.early.format(date=_capital(date)))
    return date


def _capital(born: PartialDate) -> str:
    words = str(born)
    return words[0].upper() + words[1:]


def _years_before(day: dt.date, years: int) -> dt.date:
    last = calendar.monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


def _first_of(date: dt.date, precision: Precision) -> dt.date:
    if precision is Precision.EXACT:
        return date
    return date.replace(day=1) if precision is Precision.MONTH else date.replace(month=1, day=1)
