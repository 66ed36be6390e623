"""Names in Latin letters, taken apart as people mix them up: what is sought and what is stored go the same way."""

import re
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii

from casework.people.folding import fold

MOST: Final = 8
WORD: Final = re.compile(r"[a-z0-9]+")
SHORTEST_PART: Final = 3  # of a family name: what is shorter (de, al, van der) does not stand for the whole


@dataclass(frozen=True, slots=True, repr=False)
class Name:
    """Two names, or one alone as `family`: a mononym, a street name, a business."""

    given: str
    family: str


def words(text: str) -> list[str]:
    """The words of a name in small Latin letters and figures, whatever it was written in: Żółć is zolc."""
    return WORD.findall(anyascii(fold(text)).casefold())


def names_of(given: str, family: str, other: str = "") -> tuple[Name, ...]:
    """The ways in which somebody of this name is called, the fullest first, at most 8; none where there are no words.

    A middle name may stand for the given one, and each part of a double family name for the whole.
    """
    firsts, lasts, middles = words(given), words(family), words(other)
    if not (firsts and lasts):
        return _names_of_one_text([*firsts, *middles, *lasts])
    whole = "".join(lasts)
    found = [Name("".join(firsts), whole), Name(firsts[0], whole)]
    if len(lasts) > 1:
        found += [Name(firsts[0], part) for part in lasts if len(part) >= SHORTEST_PART]
    found += [Name(middle, whole) for middle in middles]
    return tuple(dict.fromkeys(found))[:MOST]


def _names_of_one_text(parts: list[str]) -> tuple[Name, ...]:
    """One text may be a business, a street name, or given and family name typed into one box."""
    if not parts:
        return ()
    found = [Name("", "".join(parts))]
    if len(parts) > 1:
        found += [Name(parts[0], parts[-1]), Name(parts[0], "".join(parts[1:]))]
    return tuple(dict.fromkeys(found))
