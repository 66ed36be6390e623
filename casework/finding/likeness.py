"""How like two people are, by name and date of birth, with the reasons in words. Pure: it opens and asks nothing.

The figures were chosen by measurement (ADR 10): they order candidates and decide nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from casework.dates import PartialDate, Precision
from casework.people.codes import sound
from casework.people.details import PersonDetails
from casework.people.naming import Name, names_of

FAMILY_COUNTS: Final = 0.55
GIVEN_COUNTS: Final = 1 - FAMILY_COUNTS
ONE_NAME_OF_TWO: Final = 0.86
SWAPPED: Final = 0.98
SIMILAR: Final = 0.88
YEARS_OF_A_GUESS: Final = 3

Parts = tuple[str, str]
NAMES: Final[Parts] = ("given name", "family name")
WORDS: Final[Parts] = ("first word", "last word")  # of a business, a street name


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 to about 1.2, and why, in words that name no one."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    score: float
    words: str


def likeness(sought: PersonDetails, known: PersonDetails) -> Likeness:
    """Compare every name that somebody goes by with the one that is sought, and the dates of birth."""
    compared = list(_names_compared(sought, known))
    if not compared:
        return Likeness(0)
    name = max(compared, key=lambda one: one.score)
    born = _births(sought.born, known.born)
    return Likeness(name.score + born.score, (*name.reasons, *born.reasons))


def words_alike(one: str, other: str) -> bool:
    """Whether two names, given in one text each, are alike enough to say so."""
    return any(_compare(a, b, WORDS).score >= SIMILAR for a in names_of("", one) for b in names_of("", other))


def same_birth(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates of birth are one and the same day, known exactly."""
    return one == other and one.precision is Precision.EXACT


def births_alike(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates of birth may be one: written otherwise, known in part, or a year apart."""
    return _births(one, other).score > 0


def _names_compared(sought: PersonDetails, known: PersonDetails) -> Iterator[Likeness]:
    wanted = names_of(sought.given, sought.family, sought.other)
    own = names_of(known.given, known.family, known.other)
    parts = NAMES if known.given and known.family else WORDS
    yield from (_compare(one, other, parts) for one in wanted for other in own)
    for _, text in known.aliases:
        for other in names_of("", text):
            for found in (_compare(one, other, WORDS) for one in wanted):
                yield Likeness(found.score - 0.01, ("Another name of theirs", *found.reasons))


def _compare(one: Name, other: Name, parts: Parts) -> Likeness:
    if not (one.given and other.given):
        return _compare_single(one, other, parts)
    straight = _both(one, other, parts)
    swapped = _both(Name(one.family, one.given), other, parts)
    if swapped.score * SWAPPED > straight.score:
        rest = () if swapped.reasons == ("Same name",) else swapped.reasons
        return Likeness(swapped.score * SWAPPED, ("Names swapped", *rest))
    return straight


def _both(one: Name, other: Name, parts: Parts) -> Likeness:
    given, family = _part(one.given, other.given, parts[0]), _part(one.family, other.family, parts[1])
    score = GIVEN_COUNTS * given.score + FAMILY_COUNTS * family.score
    if one == other:
        return Likeness(score, ("Same name",))
    return Likeness(score, tuple(words for words in (family.words, given.words) if words))


def _compare_single(one: Name, other: Name, parts: Parts) -> Likeness:
    """A name alone against the whole of another: all of it where both are alone."""
    alone = not one.given and not other.given
    family = _part(one.family, other.family, "name" if alone else parts[1])
    return Likeness(family.score * (1 if alone else ONE_NAME_OF_TWO), (family.words,) if family.words else ())


def _part(one: str, other: str, which: str) -> _Part:
    if one == other:
        return _Part(1, f"Same {which}")
    if OSA.distance(one, other, score_cutoff=1) == 1:
        return _Part(0.93, f"One letter differs in the {which}")
    if sound(one) == sound(other):
        return _Part(0.92, f"The {which} sounds alike")
    if one[:1] == other[:1] and 1 in {len(one), len(other)}:
        return _Part(0.88, f"Same initial of the {which}")
    score = JaroWinkler.similarity(one, other)
    return _Part(score, f"The {which} is similar" if score >= SIMILAR else "")


def _births(one: PartialDate | None, other: PartialDate | None) -> Likeness:
    if one is None or other is None:
        return Likeness(0)
    apart = abs(one.date.year - other.date.year)
    if apart == 0:
        return _births_of_one_year(one, other)
    guessed = Precision.ESTIMATED in {one.precision, other.precision}
    close = apart <= (YEARS_OF_A_GUESS if guessed else 1)
    return Likeness(0.03, ("Birth years close",)) if close else Likeness(-0.1)


def _births_of_one_year(one: PartialDate, other: PartialDate) -> Likeness:
    if one.precision is other.precision is Precision.EXACT:
        if one.date == other.date:
            return Likeness(0.15, ("Same date of birth",))
        if (one.date.day, one.date.month) == (other.date.month, other.date.day):
            return Likeness(0.12, ("Day and month of birth swapped",))
    known = {Precision.EXACT, Precision.MONTH}
    if {one.precision, other.precision} <= known and one.date.month == other.date.month:
        return Likeness(0.1, ("Same month and year of birth",))
    return Likeness(0.07, ("Same birth year",))
