"""Quarters of the year: the only periods for which what was sent is counted, so that none is made as short as a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Final, Self

from django.utils import timezone
from django.utils.dateformat import format as written

SHOWN: Final = 9
"""This quarter and the two years before it."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year, by number from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter in which a day is."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def code(self) -> str:
        """How an address names it."""
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        """Its months."""
        last = date(self.year, self.number * 3, 1)
        return f"{written(self._first, 'F')} to {written(last, 'F Y')}"

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return timezone.make_aware(datetime.combine(self._first, time.min))

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return self.next.begins

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def _first(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)


def shown(today: date) -> list[Quarter]:
    """The quarters that can be chosen, the present one first."""
    return list(islice(_back_from(Quarter.of(today)), SHOWN))


def _back_from(quarter: Quarter) -> Iterator[Quarter]:
    while True:
        yield quarter
        quarter = quarter.before
