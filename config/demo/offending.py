"""How somebody who offends is managed, as it is told of them: plain frozen records."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order or licence with its conditions; each breach is of the first, with its day, words and outcome."""

    kind: str
    authority: str
    starts_on: date
    ends_on: date | None
    conditions: tuple[str, ...]
    breaches: tuple[tuple[date, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A place on a cohort; `mappa` is category, level and reference, `ended` why it ended, by code and in words."""

    programme: str
    state: str
    reason: str
    da_check: str
    cohort: str = ""
    mappa: tuple[int, int, str] | None = None
    ended: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Managed:
    """How somebody who offends is managed by their case's lead; of the ratings the last counts.

    `days_ago` says when each rating was made, the last of them with all else; without it everything is of today.
    """

    case: int
    ratings: tuple[tuple[str, str, str], ...]
    engagement: tuple[str, str]
    compliance: tuple[str, str]
    harm: tuple[tuple[str, str], ...] = ()
    harm_reason: str = ""
    orders: tuple[Ordered, ...] = ()
    places: tuple[Placed, ...] = ()
    days_ago: tuple[int, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said of them in words."""
        orders = (text for one in self.orders for text in (*one.conditions, *(words for _, words, _ in one.breaches)))
        judged = (text for _, *texts in self.ratings for text in texts)
        return (
            *judged, self.engagement[1], self.compliance[1], self.harm_reason, *orders,
            *(place.reason for place in self.places),
        )  # fmt: skip
