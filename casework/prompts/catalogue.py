"""The prompts of case quality, as data: what is asked of a case, in which role, and where it is put right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, Q

from casework.cases.models import Role

Condition = Q | Exists


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing that a case may lack. `lacks` gives the condition, on a day, under which an open case lacks it."""

    code: str
    words: str
    page: str
    lacks: Callable[[date], Condition]
    role: Role | None = None

    @property
    def address(self) -> str:
        """The name of the page's URL."""
        return f"casework:{self.page}"


def _no_lead(_: date) -> Condition:
    return Q(lead=None)


def _overdue(today: date) -> Condition:
    return Q(next_due__lt=today)


def _no_date(_: date) -> Condition:
    return Q(next_due=None)


CATALOGUE: Final[tuple[Prompt, ...]] = (
    Prompt("no_lead", "Nobody leads this case.", "case-access", _no_lead),
    Prompt("overdue", "The next contact is overdue.", "intervention-log", _overdue),
    Prompt("no_date", "No next contact is set.", "case-change", _no_date),
)
