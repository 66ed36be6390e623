"""The drawn strip of a year: a lane for each kind of thing, a mark for each week in which it happened, a table too."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from casework.chronology.asking import INTERVENTIONS
from casework.chronology.models import Happening, Statement
from casework.chronology.selectors import WEEKS, Week

WIDTH: Final = 360
LABEL: Final = 118
"""How far the names of the lanes reach, in the units of a telephone's width."""
LANE: Final = 24
SMALLEST, LARGEST = 2.5, 6.0
QUARTERS: Final = (1, 4, 7, 10)
SHORT: Final = {
    INTERVENTIONS: "Interventions", Happening.STANDING: "Ratings", Happening.LISTING: "Cohorts",
    Happening.ORDER: "Orders", Happening.CONTACT_DETAILS: "Contact details", Happening.CONSENT: "Consent, wishes",
    Happening.CASE: "The case", Happening.PERSON: "The person", Happening.SUPPORT: "Support, rights",
    Happening.POWER: "Powers",
}  # fmt: skip
"""Names that fit beside a lane, where the kind's own does not."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened of one kind in one week; an assessment or a report is drawn open, a fact filled."""

    x: float
    y: int
    radius: float
    is_view: bool
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One kind of thing."""

    words: str
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a quarter of the year."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month in words: how often each kind of thing happened, weeks counted where they begin."""

    first: dt.date
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing and the table that says the same."""

    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    months: tuple[Month, ...]
    height: int
    width: int = WIDTH
    label: int = LABEL


def drawn(weeks: Sequence[Week], last: dt.date) -> Strip | None:
    """The strip of the 52 weeks up to a day; None where nothing happened in them. The same weeks draw the same."""
    first = last - dt.timedelta(weeks=WEEKS)
    kinds = [kind for kind in (INTERVENTIONS, *Happening.values) if any(week.kind == kind for week in weeks)]
    if not kinds:
        return None
    at = {kind: LANE * place + LANE // 2 for place, kind in enumerate(kinds)}
    return Strip(
        lanes=tuple(Lane(SHORT.get(kind, in_words(kind)), at[kind]) for kind in kinds),
        marks=tuple(_mark(week, first, at[week.kind]) for week in weeks),
        ticks=tuple(_ticks(first, last)),
        months=tuple(_months(weeks)),
        height=LANE * len(kinds) + LANE,
    )


def in_words(kind: str) -> str:
    """A kind as pages call it."""
    return "Interventions" if kind == INTERVENTIONS else str(Happening(kind).label)


def _mark(week: Week, first: dt.date, y: int) -> Mark:
    radius = min(LARGEST, SMALLEST + 0.6 * (week.count - 1))
    ground = f" ({Statement(week.rests_on).label.lower()})" if week.rests_on else ""
    words = f"Week of {week.monday.day} {week.monday:%B %Y}: {in_words(week.kind)}{ground}, {week.count}"
    return Mark(_across(week.monday, first), y, radius, week.rests_on not in {"", Statement.FACT}, words)


def _across(day: dt.date, first: dt.date) -> float:
    share = min(1.0, max(0.0, (day - first).days / (7 * WEEKS)))
    return round(LABEL + LARGEST + share * (WIDTH - LABEL - 2 * LARGEST), 1)


def _ticks(first: dt.date, last: dt.date) -> Iterable[Tick]:
    for year in (first.year, last.year) if first.year != last.year else (first.year,):
        for month in QUARTERS:
            day = dt.date(year, month, 1)
            if first <= day <= last - dt.timedelta(weeks=4):  # words on the last weeks would run off the drawing
                yield Tick(_across(day, first), f"{day:%b %Y}" if month == 1 else f"{day:%b}")


def _months(weeks: Iterable[Week]) -> Iterable[Month]:
    counted: dict[dt.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for week in weeks:
        counted[week.monday.replace(day=1)][in_words(week.kind)] += week.count
    for first in sorted(counted, reverse=True):
        yield Month(first, ", ".join(f"{kind} {count}" for kind, count in sorted(counted[first].items())))
