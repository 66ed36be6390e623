"""The repeat rule, on one victim-perpetrator pair: pure, so that the same facts always give the same answer.

Practice rules P2 and P21 (SafeLives, definition of a repeat case): the clock starts at the last referral, and which
incidents count is versioned. A referral keeps the definition that was in force on its own day.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Crime(StrEnum):
    """Whether an incident is a crime; that nobody knows is an answer of its own."""

    YES = "YES"
    NO = "NO"
    NOT_KNOWN = "NOT_KNOWN"


@dataclass(frozen=True, slots=True)
class Definition:
    """What counted as a repeat from a day on: within how many months of the last referral, and crimes alone or not."""

    version: str
    in_force: date
    months: int
    crimes_alone: bool
    words: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An incident as the rule sees it: the days that it can have happened on, and whether it is a crime."""

    first: date
    last: date
    crime: Crime


class Answer(StrEnum):
    """What the rule says of a pair."""

    REPEAT = "REPEAT"
    PERHAPS = "PERHAPS"
    NONE_SINCE = "NONE_SINCE"
    NEW_CASE = "NEW_CASE"
    NOT_REFERRED = "NOT_REFERRED"


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer with its arithmetic: what was counted, from when, until when, by which definition."""

    referred_on: date | None
    last_day: date | None
    definition: Definition | None
    counted: int = 0
    perhaps: int = 0
    same_day: int = 0
    after: int = 0
    not_crimes: int = 0

    @property
    def answer(self) -> Answer:
        """The strongest thing that the figures say; what is not known never counts as no."""
        if self.referred_on is None:
            return Answer.NOT_REFERRED
        if self.counted:
            return Answer.REPEAT
        if self.perhaps:
            return Answer.PERHAPS
        return Answer.NEW_CASE if self.after else Answer.NONE_SINCE


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of the month where that has no such day, as 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def in_force(definitions: Sequence[Definition], day: date) -> Definition:
    """The definition in force on a day, the oldest where the day is before all of them."""
    begun = [one for one in definitions if one.in_force <= day]
    return max(begun, key=lambda one: one.in_force) if begun else min(definitions, key=lambda one: one.in_force)


def evaluate(definitions: Sequence[Definition], referrals: Iterable[date], incidents: Iterable[Happened]) -> Finding:
    """What the definition of the last referral's own day says of a pair's incidents.

    An incident counts from the day after the referral to the same day so many months later, that day included. One on
    the day of the referral is taken as the reason for it. One whose day is not known exactly, and one of which nobody
    knows whether it is a crime where that matters, counts as "perhaps" where it could count.
    """
    referred_on = max(referrals, default=None)
    if referred_on is None:
        return Finding(None, None, None)
    definition = in_force(definitions, referred_on)
    last_day = months_after(referred_on, definition.months)
    places = [_place(one, referred_on, last_day, definition) for one in incidents]
    return Finding(
        referred_on, last_day, definition, counted=places.count("counted"), perhaps=places.count("perhaps"),
        same_day=places.count("same day"), after=places.count("after"), not_crimes=places.count("not a crime"),
    )  # fmt: skip


def _place(one: Happened, referred_on: date, last_day: date, definition: Definition) -> str:
    if one.last < referred_on:
        return "before"
    if one.first == one.last == referred_on:
        return "same day"
    if one.first > last_day:
        return "after"
    if definition.crimes_alone and one.crime is Crime.NO:
        return "not a crime"
    sure_of_day = referred_on < one.first and one.last <= last_day
    sure_of_crime = one.crime is Crime.YES or not definition.crimes_alone
    return "counted" if sure_of_day and sure_of_crime else "perhaps"
