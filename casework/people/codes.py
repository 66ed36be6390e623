"""What names are found by in spite of typing errors: short keyed codes, the same number for every name.

An edit of a name leaves one of its halves as it was, so two names of which each has one error still share a pair of
halves. What is stored is small and fixed; the work of trying the ways to err is the search's (ADR 10).
"""

import string
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import jellyfish

from casework.dates import PartialDate, Precision
from casework.people.naming import Name

VERSION: Final = 1
PAIRS_OF_HALVES: Final = ("start_start", "start_end", "end_start", "end_end")
COLUMNS: Final = (*PAIRS_OF_HALVES, "sounds", "sound", "initial", "year", "birth")
YEARS_OFF: Final = {Precision.EXACT: 1, Precision.MONTH: 1, Precision.YEAR: 1, Precision.ESTIMATED: 3}

Texts = dict[str, set[str]]


def sound(word: str) -> str:
    """How a name sounds to an English ear (Metaphone); itself where that leaves nothing, as of a number."""
    return jellyfish.metaphone(word) or word


def stored(name: Name, born: PartialDate | None) -> dict[str, str]:
    """The text of each column for one name as it is stored; a column that does not apply is left out."""
    texts = {"sound": sound(name.family), "initial": f"{sound(name.family)} {name.given[:1]}"}
    if name.given:
        texts["sounds"] = _sounds(name.given, name.family)
        texts |= _pairs(_halves(name.given), _halves(name.family))
    if born:
        texts["year"] = f"{sound(name.family)} {born.date.year}"
        if born.precision is Precision.EXACT:
            texts["birth"] = f"{sound(name.given or name.family)} {born.date.isoformat()}"
    return texts


def sought(names: Iterable[Name], born: PartialDate | None) -> Texts:
    """What a search looks up first, by column: one error in each name, names swapped, sound-alikes, dates."""
    texts: Texts = defaultdict(set)
    for name in names:
        if name.given:
            texts["sounds"].add(_sounds(name.given, name.family))
            _add_pairs(texts, name.given, name.family)
            _add_pairs(texts, name.family, name.given)
        else:
            texts["sound"].add(sound(name.family))
        if born:
            _add_births(texts, name, born)
    return texts


def sought_further(names: Iterable[Name]) -> Texts:
    """What a search looks up when the first look finds nothing good.

    A family name with another given name or an initial, and sounds of every name that is one letter away.
    """
    texts: Texts = defaultdict(set)
    for name in names:
        family = sound(name.family)
        if not name.given:
            texts["sound"] |= _sounds_nearby(name.family)
            continue
        given = sound(name.given)
        texts["sound"].add(family)
        texts["initial"] |= {f"{family} {name.given[0]}", f"{family} ", f"{given} {name.family[0]}", f"{given} "}
        texts["sounds"] |= {" ".join(sorted((given, nearby))) for nearby in _sounds_nearby(name.family)}
        texts["sounds"] |= {" ".join(sorted((nearby, family))) for nearby in _sounds_nearby(name.given)}
    return texts


def _sounds(one: str, other: str) -> str:
    return " ".join(sorted((sound(one), sound(other))))


def _halves(word: str) -> tuple[str, str]:
    middle = (len(word) + 1) // 2
    return word[:middle], word[middle:]


def _pairs(given: tuple[str, str], family: tuple[str, str]) -> dict[str, str]:
    both = [(one, other) for one in given for other in family]
    return {column: " ".join(pair) for column, pair in zip(PAIRS_OF_HALVES, both, strict=True) if all(pair)}


def _add_pairs(texts: Texts, given: str, family: str) -> None:
    both = [(one, other) for one in _possible_halves(given) for other in _possible_halves(family)]
    for column, (ones, others) in zip(PAIRS_OF_HALVES, both, strict=True):
        texts[column] |= {f"{one} {other}" for one in ones for other in others}


def _possible_halves(word: str) -> tuple[set[str], set[str]]:
    """Starts and ends that the right name may have where this one has a letter too many, too few, or two swapped."""
    length = len(word)
    starts, ends = set[str](), set[str]()
    for right in (length - 1, length, length + 1):
        start, end = (right + 1) // 2, right // 2
        starts |= {word[:start]} if 0 < start <= length else set()
        ends |= {word[-end:]} if 0 < end <= length else set()
    middle = (length + 1) // 2
    if 0 < middle < length:
        starts.add(word[: middle - 1] + word[middle])
    return starts, ends


def _add_births(texts: Texts, name: Name, born: PartialDate) -> None:
    off = YEARS_OFF[born.precision]
    years = range(born.date.year - off, born.date.year + off + 1)
    either = {sound(part) for part in (name.given, name.family) if part}
    texts["year"] |= {f"{part} {year}" for part in either for year in years}
    if born.precision is Precision.EXACT:
        texts["birth"] |= {f"{part} {day}" for part in either for day in _days_meant(born.date)}


def _days_meant(day: date) -> Iterator[str]:
    """The day, and the one with day and month the other way round, where there is one."""
    yield day.isoformat()
    if day.day <= 12 and day.day != day.month:  # noqa: PLR2004 - the months of a year
        yield date(day.year, day.day, day.month).isoformat()


def _sounds_nearby(word: str) -> set[str]:
    letters = string.ascii_lowercase
    places = range(len(word) + 1)
    nearby = {word[:at] + word[at + 1 :] for at in places}
    nearby |= {word[:at] + letter + word[at:] for at in places for letter in letters}
    nearby |= {word[:at] + letter + word[at + 1 :] for at in places for letter in letters}
    return {sound(one) for one in nearby if one}
