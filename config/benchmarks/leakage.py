"""`leakage`: what somebody learns from a copy of the index of names and from public lists of names, without any key.

They see which rows share a code, and nothing else. They hold a roll of other people from the same place, count what
each code would be made of there, and match codes with names by rank: what occurs most often is the commonest.
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeVar

from casework.people.codes import PAIRS_OF_HALVES, sound, stored
from casework.people.naming import Name
from config.benchmarks.figures import Figure
from config.benchmarks.population import invent, make_names

SEED: Final = 20
ROLLS: Final = 2  # the roll has so many times the people who are attacked
COMMON: Final = 20

Text = Callable[[Name], Hashable]
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Attack:
    """Those whose codes are seen, and the roll of others whose names are known."""

    people: Sequence[Name]
    roll: Sequence[Name]

    def families(self, text: Text) -> list[str]:
        """Guess everybody's family name from the counts of one code."""
        seen, known = list(map(text, self.people)), list(map(text, self.roll))
        likeliest = _likeliest(zip(known, (one.family for one in self.roll), strict=True))
        meaning = _by_rank(Counter(seen), Counter(known))
        return [likeliest.get(meaning.get(code), "") for code in seen]

    def whole_names(self) -> list[Name]:
        """Guess family names by sound; then, among those of one sound, given names by the sounds of both."""
        families = dict(zip(self.people, self.families(_sound), strict=True))
        given_likeliest = _likeliest((sound(one.given), one.given) for one in self.roll)
        given_sounds = Counter(sound(one.given) for one in self.roll)
        inside: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self.people:
            inside[sound(one.family)][sound(one.given)] += 1
        meaning = {family: _by_rank(counts, given_sounds) for family, counts in inside.items()}
        return [
            Name(given_likeliest[meaning[sound(one.family)][sound(one.given)]], families[one]) for one in self.people
        ]


def run(scale: int, watch: Callable[[int], None]) -> list[Figure]:
    """Attack the codes of so many people, and an index that hashes whole family names; touches no database."""
    random = Random(SEED)  # noqa: S311 - names, not secrets
    names = make_names(random)
    everybody = [Name(one.given.lower(), one.family.lower()) for one in invent(random, names, scale * (1 + ROLLS))]
    attack = _Attack(everybody[:scale], everybody[scale:])
    watch(scale)
    columns: dict[str, Text] = {
        "no index": lambda _: 0,
        "a hash of the whole family name": lambda one: one.family,
        "sound": _sound,
        **{column: _column(column) for column in (*PAIRS_OF_HALVES, "sounds", "initial")},
    }
    figures = [one for what, text in columns.items() for one in _told(what, attack.people, attack.families(text))]
    right = sum(guess == one for guess, one in zip(attack.whole_names(), attack.people, strict=True))
    return [*figures, Figure("whole names guessed right, by sound and sounds", 100 * right / scale, "%")]


def _sound(one: Name) -> str:
    return sound(one.family)


def _column(column: str) -> Text:
    return lambda one: stored(one, None).get(column)


def _by_rank(seen: Counter[_Key], known: Counter[_Key]) -> Mapping[_Key, _Key]:
    """What each code is taken for: the first of the seen for the first of the known, and so on."""
    return dict(zip(_ranked(seen), _ranked(known), strict=False))


def _ranked(counts: Counter[_Key]) -> list[_Key]:
    """By count; those that occur equally often in an order that tells nothing."""
    return sorted(counts, key=lambda one: (-counts[one], zlib.crc32(repr(one).encode())))


def _likeliest(pairs: Iterable[tuple[Hashable, str]]) -> dict[Hashable, str]:
    counts: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for text, name in pairs:
        counts[text][name] += 1
    return {text: names.most_common(1)[0][0] for text, names in counts.items()}


def _told(what: str, people: Sequence[Name], guessed: Sequence[str]) -> list[Figure]:
    """The share of right guesses: of everybody, and of those whose family name is none of the commonest twenty."""
    common = {name for name, _ in Counter(one.family for one in people).most_common(COMMON)}
    right = [guess == one.family for guess, one in zip(guessed, people, strict=True)]
    rare = [hit for hit, one in zip(right, people, strict=True) if one.family not in common]
    return [
        Figure(f"family names guessed right, by {what}", 100 * sum(right) / len(right), "%"),
        Figure(f"of these, not among the commonest {COMMON}, by {what}", 100 * sum(rare) / max(1, len(rare)), "%"),
    ]
