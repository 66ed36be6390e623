"""Which conditions the law knows, and which data categories need one: data with dates, in `conditions.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from casework.categories import Category


class Need(StrEnum):
    """For what kind of data a condition is needed."""

    SPECIAL = "SPECIAL"
    CRIMINAL = "CRIMINAL"


class Regime(StrEnum):
    """Under which part of the law an agency acts."""

    GDPR = "GDPR"
    LE = "LE"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the law; `document` where it wants an appropriate policy document. Days are inclusive."""

    code: str
    words: str
    source: str
    regime: Regime
    serves: frozenset[Need]
    document: bool
    since: date
    until: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether the law knows it on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def __str__(self) -> str:
        """The condition and where it stands, for a list to choose from."""
        return f"{self.words} ({self.source})"


_ROWS: Final = tomllib.loads(Path(__file__).with_name("conditions.toml").read_text())
CONDITIONS: Final = {
    row["code"]: Condition(**row | {"regime": Regime(row["regime"]), "serves": frozenset(map(Need, row["serves"]))})
    for row in _ROWS["condition"]
}
NEEDED: Final = {Need(need): frozenset(map(Category, codes)) for need, codes in _ROWS["needed"].items()}
SENSITIVE: Final = frozenset[Category]().union(*NEEDED.values())
"""Data categories for which some condition is needed."""


def needs_of(category: str) -> frozenset[Need]:
    """For what a data category needs a condition; empty where it needs none."""
    return frozenset(need for need, categories in NEEDED.items() if category in categories)
