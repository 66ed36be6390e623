"""When contacts happen: the shape of a day, a week and a year of casework over the last eighteen months."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAYS = 548
WEEKDAYS = (1.0, 1.15, 1.1, 1.1, 0.85, 0.22, 0.15)
MONTHS = (1.12, 1.0, 1.05, 0.92, 1.0, 1.06, 1.02, 0.8, 1.1, 1.12, 1.06, 0.75)
CLOSED = frozenset({(1, 1), (12, 25), (12, 26)})
WEEKEND = (5, 6)
WEEKEND_MODES = frozenset({"STREET", "CUSTODY", "PHONE"})

HOURS = {
    "STREET": (22, 23, 23, 0, 1, 4, 5, 5, 6, 20, 21),
    "CUSTODY": (9, 10, 10, 11, 14, 15, 15, 18, 20),
    "OFFICE": (9, 10, 10, 11, 11, 12, 14, 14, 15, 15, 16),
    "VISIT": (10, 10, 11, 11, 12, 13, 14, 14, 15, 16, 17, 18),
    "VIDEO": (9, 10, 11, 13, 14, 15, 16),
    "PHONE": (9, 9, 10, 10, 11, 11, 12, 13, 14, 14, 15, 16, 16, 17, 19),
    "TEXT": (8, 9, 10, 12, 13, 16, 17, 17, 18),
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The days before `today`, each weighted by how much casework falls on it."""

    today: date
    totals: tuple[float, ...]

    @property
    def first(self) -> date:
        """The earliest day on which anything is recorded."""
        return self.today - timedelta(days=DAYS)

    def days(self, rng: Random, count: int, start: date, end: date) -> list[date]:
        """Draw `count` days in [start, end), busy days more often; none when no day lies between."""
        low = max(0, (start - self.first).days)
        high = min(DAYS, (end - self.first).days)
        if low >= high:
            return []
        base, top = self.totals[low], self.totals[high]
        drawn = (bisect_right(self.totals, rng.uniform(base, top), low, high) - 1 for _ in range(count))
        return sorted(self.first + timedelta(days=place) for place in drawn)


def rhythm(today: date) -> Rhythm:
    """The weights of the eighteen months before `today`."""
    days = (today - timedelta(days=DAYS - n) for n in range(DAYS))
    return Rhythm(today, tuple(accumulate((weight(day) for day in days), initial=0.0)))


def weight(day: date) -> float:
    """How much casework falls on a day, an ordinary Monday being 1."""
    if (day.month, day.day) in CLOSED:
        return 0.03
    return WEEKDAYS[day.weekday()] * MONTHS[day.month - 1]


def moment(rng: Random, day: date, mode: str) -> datetime:
    """A minute of the day at which this mode of contact is usual."""
    return datetime.combine(day, time(rng.choice(HOURS[mode]), rng.randrange(0, 60, 5)), LONDON)


def written_up(rng: Random, occurred_at: datetime, today: date) -> datetime:
    """When the note was typed: mostly within hours, one in twelve days later, never after `today` began."""
    if rng.random() < 1 / 12:
        later = occurred_at.date() + timedelta(days=rng.randrange(2, 6))
        typed = moment(rng, later, "OFFICE")
    else:
        typed = occurred_at + timedelta(minutes=rng.randrange(10, 360))
    return min(typed, max(occurred_at, datetime.combine(today, time(), LONDON)))
