"""The versions of the words in which people are asked for consent (governance CON-03)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ConsentWording:
    """One version: used from a day until the next, and kept for ever, for consents name it."""

    version: str
    effective_from: date
    text: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is read out, paragraph by paragraph."""
        return tuple(self.text.strip().splitlines())


@cache
def wordings() -> dict[str, ConsentWording]:
    """Every version by its name, the oldest first."""
    stored = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text())["wording"]
    every = [ConsentWording(one["version"], one["from"], one["text"]) for one in stored]
    return {one.version: one for one in sorted(every, key=lambda one: one.effective_from)}


def wording_on(day: date) -> ConsentWording:
    """The version in use on a day; before the first there was none, and the first is given."""
    first, *later = wordings().values()
    return next((one for one in reversed(later) if one.effective_from <= day), first)
