"""Sorts of referral as data: what each asks, what it takes from the case, for which purpose, and its clock.

One file in `types` for each. Add one, or change what one asks, there; the code only reads it. What was sent keeps the
words it was sent with.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from casework.cases.models import Role
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.chronology.models import Statement
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway

FOLDER: Final = Path(__file__).parent / "types"
YES_NO: Final = {"YES": "Yes", "NO": "No", "NOT_KNOWN": "Not known"}
WAYS: Final = frozenset({"line", "words", "one", "many", "date"})


class BadKind(ValueError):
    """A file of a sort of referral that cannot be read; nothing is referred by it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question; `way` is how it is answered, `choices` what can be chosen where it is one or many of some."""

    name: str
    label: str
    way: str
    required: bool = False
    hint: str = ""
    choices: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        """Refuse (BadKind) a way that no form knows, and choices where there are none to make or none given."""
        if self.way not in WAYS or bool(self.choices) != (self.way in {"one", "many"}):
            raise BadKind(f"The question {self.name} is answered in no way that a form knows.")


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under one heading, whose answers are one item of one data category when they are sent."""

    code: str
    title: str
    category: Category
    statement: Statement
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        """Refuse (BadKind) to ask where a victim is: that stands on the record, for the people named to read it."""
        if self.category in FOR_NAMED_PEOPLE:
            raise BadKind(f"The section {self.code} asks what only named people may read.")


@dataclass(frozen=True, slots=True)
class Part:
    """What the record knows already: kinds of item that are offered under one heading, each to be confirmed."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of referral. `answer_in` is the number of working days in which it is to be decided."""

    code: str
    title: str
    about: str
    role: Role | None
    panel: str
    purpose: Purpose
    gateways: tuple[Gateway, ...]
    agencies: frozenset[str]
    answer_in: int
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]

    def fits(self, role: str) -> bool:
        """Whether somebody known in this role is referred so."""
        return self.role is None or self.role == role


@cache
def kinds() -> Mapping[str, Kind]:
    """Every sort of referral, by its code, in the order of their titles; refuses (BadKind) a file it cannot read."""
    found = [_read(tomllib.loads(path.read_text())) for path in sorted(FOLDER.glob("*.toml"))]
    return {kind.code: kind for kind in sorted(found, key=lambda kind: kind.title)}


def _read(said: Mapping[str, Any]) -> Kind:
    try:
        return Kind(
            code=said["code"], title=said["title"], about=said["about"],
            role=Role(said["role"]) if said.get("role") else None, panel=said.get("panel", ""),
            purpose=Purpose(said["purpose"]), gateways=tuple(Gateway(code) for code in said["gateways"]),
            agencies=frozenset(said.get("agencies", ())), answer_in=int(said["answer_in"]),
            parts=tuple(Part(each["title"], tuple(each["items"])) for each in said["part"]),
            sections=tuple(_section(each) for each in said["section"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as fault:
        raise BadKind(f"The sort of referral {said.get('code', '')} cannot be read: {fault}") from fault


def _section(said: Mapping[str, Any]) -> Section:
    return Section(
        said["code"], said["title"], Category(said["category"]), Statement(said["statement"]),
        tuple(_field(each) for each in said["field"]),
    )  # fmt: skip


def _field(said: Mapping[str, Any]) -> Field:
    choices = YES_NO if said["way"] == "yes_no" else said.get("choices")
    way = "one" if said["way"] == "yes_no" else said["way"]
    return Field(said["name"], said["label"], way, said.get("required", False), said.get("hint", ""), choices)
