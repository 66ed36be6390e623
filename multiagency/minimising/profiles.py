"""What a purpose needs of one thing that could be sent; pure, over a list that practitioners change."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from casework.categories import Category
from casework.purposes import Purpose

FILE: Final = Path(__file__).parent / "purposes.toml"


@dataclass(frozen=True, slots=True)
class Profile:
    """The categories that one purpose needs, and of some kinds of item the only parts that it needs."""

    categories: frozenset[Category]
    only: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Trimmed:
    """What is kept of something for a purpose, and the parts of it that were left out, by what they are called."""

    kept: dict[str, str] = field(repr=False)
    left_out: tuple[str, ...]


def trimmed(purpose: Purpose, kind: str, category: Category, words: Mapping[str, str]) -> Trimmed:
    """Keep of a thing what the purpose needs: nothing of a category that it does not need at all."""
    profile = profiles()[purpose]
    if category not in profile.categories:
        return Trimmed({}, tuple(words))
    only = profile.only.get(kind)
    kept = {part: said for part, said in words.items() if only is None or part in only}
    return Trimmed(kept, tuple(part for part in words if part not in kept))


def needs(purpose: Purpose, category: Category) -> bool:
    """Whether the purpose needs anything of this category."""
    return category in profiles()[purpose].categories


@cache
def profiles() -> Mapping[Purpose, Profile]:
    """Every purpose's profile; refuses (KeyError, ValueError) a list that leaves a purpose out or names no category."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    return {purpose: _profile(data["purposes"][purpose.value], data["sets"]) for purpose in Purpose}


def _profile(row: Mapping[str, Any], sets: Mapping[str, Iterable[str]]) -> Profile:
    named = [code for name in row["categories"] for code in (sets[name[1:]] if name.startswith("@") else [name])]
    only = {kind: frozenset(parts) for kind, parts in row.get("only", {}).items()}
    return Profile(frozenset(Category(code) for code in named), only)
