"""Which sets of questions there are, and which version of each was in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from casework.assessments.editions import Edition
from casework.assessments.reading import read_edition

SETS = Path(__file__).parent / "sets"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every version of every set that a partnership has: the product's, and those it installed."""

    editions: tuple[Edition, ...]

    def find(self, code: str, version: str) -> Edition | None:
        """One version of a set, in force or not: an assessment keeps the one it was made with (practice rule P21)."""
        return next((one for one in self.editions if (one.code, one.version) == (code, version)), None)

    def in_force(self, code: str, day: date) -> Edition | None:
        """The version of a set that is asked on a day; none before the first."""
        begun = [one for one in self.editions if one.code == code and one.in_force_from <= day]
        return max(begun, key=lambda one: one.in_force_from, default=None)

    def newest_first(self) -> list[Edition]:
        """Every version, by title, each set's newest first."""
        newest = sorted(self.editions, key=lambda one: one.in_force_from, reverse=True)
        return sorted(newest, key=lambda one: one.title)

    def for_role(self, role: str, day: date) -> list[Edition]:
        """What is asked on a day of people in a role, by title."""
        current = [self.in_force(code, day) for code in {one.code for one in self.editions}]
        return sorted((one for one in current if one and role in one.roles), key=lambda one: one.title)


def catalogue_of(definitions: Iterable[str]) -> Catalogue:
    """The product's own sets, and those of these files beside them."""
    return Catalogue((*own_editions(), *(_read(text) for text in definitions)))


@lru_cache(maxsize=1)
def own_editions() -> tuple[Edition, ...]:
    """The sets that come with the product; a file of one is never changed, a later version is a file of its own."""
    return tuple(read_edition(path.read_text()) for path in sorted(SETS.glob("*.toml")))


@lru_cache(maxsize=64)
def _read(text: str) -> Edition:
    return read_edition(text)
