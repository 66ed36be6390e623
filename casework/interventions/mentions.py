"""Colleagues named in an entry with an @: who they are, as far as their names say so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from accounts.models import User

AT: Final = re.compile(r"(?<![\w.])@(?=\w)")
"""An @ before a word, but not one inside an e-mail address."""
FIRST_WORD: Final = re.compile(r"[\w'\u2019-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """The colleagues whom a text names, and what stands after an @ and is nobody's name, or that of several."""

    users: tuple[User, ...]
    unclear: tuple[str, ...]


def named_in(text: str, colleagues: Iterable[User]) -> Named:
    """Find whom a text names: by their whole name, or by a first name that one colleague alone has."""
    people = sorted(colleagues, key=lambda each: len(each.name), reverse=True)
    users: dict[object, User] = {}
    unclear = []
    for at in AT.finditer(text):
        found = _one(text[at.end() :], people)
        if isinstance(found, User):
            users[found.pk] = found
        else:
            unclear.append(found)
    return Named(tuple(users.values()), tuple(dict.fromkeys(unclear)))


def _one(rest: str, people: list[User]) -> User | str:
    whole = next((each for each in people if rest.casefold().startswith(each.name.casefold())), None)
    if whole:
        return whole
    word = FIRST_WORD.match(rest)
    first = word[0] if word else ""
    alike = [each for each in people if each.name.split()[0].casefold() == first.casefold()]
    return alike[0] if len(alike) == 1 else first
