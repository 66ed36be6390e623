"""Dates and times of an old system: in many forms, some known only in part, some that cannot be."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone

from casework.dates import NotADate, PartialDate, Precision, Window, read_date

EARLIEST: Final = dt.date(1970, 1, 1)
EMPTY_DATE: Final = "{date} is before 1970: some systems write such a date for none. Write the date, or empty the cell."
YEARS_AHEAD: Final = 10
FAR: Final = f"{{date}} is more than {YEARS_AHEAD} years away. Check the year."
TIME: Final = re.compile(
    r"(?P<date>.*\S)(?:\s+(?:at\s+)?|t)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"\s?(?P<half>[ap]\.?m\.?)?\s?(?P<zone>z|utc|gmt|[+-]00:?00)?",
    re.IGNORECASE,
)
NO_TIME: Final = NotADate("This time of day does not exist. Write it as 17/05/2024 14:30.")
NOON: Final = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened; `as_written` is filled where only a month or a year is known."""

    at: dt.datetime
    as_written: str = field(default="", repr=False)


def read_day(typed: str | dt.date, today: dt.date, *, ahead: bool) -> PartialDate | NotADate:
    """Read a date of work since 1970; `ahead` says whether it may lie up to ten years in the future."""
    if ahead:
        return read_date(typed, Window(EARLIEST, today.replace(year=today.year + YEARS_AHEAD, day=1), EMPTY_DATE, FAR))
    return read_date(typed, Window(EARLIEST, today, EMPTY_DATE))


def read_moment(typed: str | dt.date, now: dt.datetime) -> Moment | NotADate:
    """Read when something happened: with a time of day or without, which is then the beginning of the day.

    Times are those of this country unless the text says UTC. Refuses what is still to come.
    """
    zone = timezone.get_current_timezone()
    clock, utc = dt.time.min, False
    if isinstance(typed, dt.datetime):
        clock, typed = typed.time().replace(microsecond=0), typed.date()
    elif isinstance(typed, str) and (found := TIME.fullmatch(" ".join(typed.split()))):
        read = _clock(found)
        if read is None:
            return NO_TIME
        typed, clock, utc = found["date"], read, bool(found["zone"])
    day = read_day(typed, timezone.localdate(now), ahead=False)
    if isinstance(day, NotADate):
        return day
    at = dt.datetime.combine(day.date, clock, tzinfo=dt.UTC if utc else zone)
    if at > now + dt.timedelta(minutes=5):
        return NotADate("This is in the future. Check the date and the time.")
    return Moment(at, "" if day.precision is Precision.EXACT else str(day))


def _clock(found: re.Match[str]) -> dt.time | None:
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if half and not 1 <= hour <= NOON:
        return None
    hour = hour % NOON + (NOON if half == "p" else 0) if half else hour
    try:
        return dt.time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None
