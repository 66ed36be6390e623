"""Who decides what a rule holds back: a list that practitioners change, read once; pure."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from accounts.roles import Role
from multiagency.asked_decisions.models import Decider

FILE: Final = Path(__file__).parent / "deciders.toml"


@dataclass(frozen=True, slots=True)
class Deciding:
    """What one sort of decider resolves, by which roles, at the owner's agency or the discloser's, and for how long."""

    rules: tuple[str, ...]
    roles: frozenset[Role]
    at_owner: bool
    days: int


def decider_of(rule: str) -> Decider | None:
    """Who resolves a rule; none where only its facts can change."""
    return next((decider for decider, one in deciding().items() if rule in one.rules), None)


def by_decider(rules: Iterable[str]) -> dict[Decider, tuple[str, ...]]:
    """Rules by who resolves them; those that nobody resolves are left out."""
    found: dict[Decider, tuple[str, ...]] = {}
    for rule in rules:
        if decider := decider_of(rule):
            found[decider] = (*found.get(decider, ()), rule)
    return found


@cache
def deciding() -> Mapping[Decider, Deciding]:
    """Every decider; refuses (KeyError, ValueError) a list that leaves one out or names a role that there is not."""
    data = tomllib.loads(FILE.read_text("utf-8"))
    return {
        decider: Deciding(
            tuple(row["rules"]), frozenset(Role(role) for role in row["roles"]), row["agency"] == "owner", row["days"]
        )
        for decider in Decider
        for row in (data[decider.value],)
    }
