"""The access table as it is written in `routes.toml` and `guards.toml`.

A row says of one address and method what it needs; a guard says who has that, by role and by relation to the record.
Whatever is not written there is denied.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from accounts.roles import Role

HERE = Path(__file__).parent
EVERY = "every guard"
ANY = "any"


class Answer(StrEnum):
    """What somebody in one role and relation gets behind a guard."""

    YES = "yes"
    REFUSED = "refused"
    HIDDEN = "hidden"
    ELSEWHERE = "elsewhere"
    SIGN_IN = "sign-in"
    SET_UP = "set-up"


class WrongTable(ValueError):
    """The table names a guard, a role, a relation or an answer that there is not."""


@dataclass(frozen=True, slots=True)
class Row:
    """One address and method: what it does, the guard it needs, what it answers then, and the acts it leaves."""

    section: str
    route: str
    method: str
    does: str
    needs: str
    answers: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Of a guard: these roles in these relations get this answer."""

    roles: frozenset[Role]
    relations: frozenset[str]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table; `relations` says each relation in words."""

    rows: tuple[Row, ...]
    relations: Mapping[str, str]
    guards: Mapping[str, tuple[Rule, ...]]

    def answer(self, guard: str, role: Role, relation: str) -> Answer:
        """What this role in this relation gets behind a guard: the first rule that fits, and hidden without one."""
        for rule in (*self.guards[guard], *self.guards[EVERY]):
            if role in rule.roles and relation in rule.relations:
                return rule.answer
        return Answer.HIDDEN


@cache
def access_table() -> Table:
    """The table of this product; refuses to be read where it names something that there is not (WrongTable)."""
    return read_table((HERE / "routes.toml").read_text(), (HERE / "guards.toml").read_text())


def read_table(routes: str, guards: str) -> Table:
    """The table in the words of its two files."""
    said = tomllib.loads(guards)
    named = {name: tuple(_rules(rules, said)) for name, rules in said["guards"].items()}
    rows = tuple(_rows(tomllib.loads(routes)))
    if unknown := {row.needs for row in rows} - named.keys():
        raise WrongTable(f"There is no guard {', '.join(sorted(unknown))}.")
    return Table(rows, said["relations"], named)


def _rows(sections: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[Row]:
    for section, rows in sections.items():
        for key, (does, needs, answers, leaves) in rows.items():
            route, method = key.split()
            yield Row(section, route, method, does, needs, answers, tuple(filter(None, leaves.split(", "))))


def _rules(
    rules: Sequence[Sequence[str]], said: Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
) -> Iterator[Rule]:
    groups = said["groups"]
    for roles, relations, answer in rules:
        yield Rule(
            frozenset(map(Role, _named(roles, groups["roles"], list(Role)))),
            frozenset(_named(relations, groups["relations"], list(said["relations"]))),
            Answer(answer),
        )


def _named(words: str, groups: Mapping[str, Sequence[str]], every: Sequence[str]) -> Iterator[str]:
    for word in words.split(", "):
        members = every if word == ANY else groups.get(word, [word])
        if unknown := set(members) - set(every):
            raise WrongTable(f"There is no {', '.join(sorted(unknown))}.")
        yield from members
