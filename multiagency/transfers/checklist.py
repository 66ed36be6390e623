"""The checklist of a transfer as data: what goes with somebody, what is asked, who talks to whom, and after how long.

`checklist.toml` beside this file says it; change it there. What was sent keeps the words of its own day.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import models

from casework.cases.models import Role
from casework.items.catalogue import HEADINGS

FILE: Final = Path(__file__).with_suffix(".toml")


class BadChecklist(ValueError):
    """A checklist that cannot be read; nothing is transferred by it."""


class How(models.TextChoices):
    """What became of a paper of the checklist."""

    INCLUDED = "INCLUDED", "Goes"
    IN_PART = "IN_PART", "Goes in part"
    NOT_HELD = "NOT_HELD", "Not held"
    WITHHELD = "WITHHELD", "Kept back"


class Why(models.TextChoices):
    """Why a paper is kept back (practice.md 3, research items). The last is said by the product alone."""

    NOT_RELEVANT = "NOT_RELEVANT", "Not needed there"
    DISPROPORTIONATE = "DISPROPORTIONATE", "More than the move calls for"
    THIRD_PARTY = "THIRD_PARTY", "It is about other people"
    LIVE_INVESTIGATION = "LIVE_INVESTIGATION", "A live investigation"
    LEGAL_PRIVILEGE = "LEGAL_PRIVILEGE", "Legal privilege"
    UNSAFE = "UNSAFE", "It would put somebody at risk"
    NOT_ALLOWED = "NOT_ALLOWED", "The sharing decision keeps it back"


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing that a pack holds or answers for, made of these kinds of item; `role` where one role alone has it."""

    code: str
    title: str
    items: tuple[str, ...]
    role: Role | None = None

    def __post_init__(self) -> None:
        """Refuse (BadChecklist) a kind of item that no case has."""
        if unknown := set(self.items) - set(HEADINGS):
            raise BadChecklist(f"The paper {self.code} is made of what no case has: {', '.join(sorted(unknown))}.")


@dataclass(frozen=True, slots=True)
class Named:
    """A question that is asked, or a conversation that is held."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything that a transfer is made of; times are in working days."""

    papers: tuple[Paper, ...]
    questions: tuple[Named, ...]
    conversations: tuple[Named, ...]
    remind_after: int
    chase_after: int

    def papers_for(self, role: str) -> tuple[Paper, ...]:
        """The papers that somebody known in this role has."""
        return tuple(paper for paper in self.papers if paper.role in {None, role})

    @property
    def titles(self) -> Mapping[str, str]:
        """What papers and conversations are called, by their code."""
        papers = {one.code: one.title for one in self.papers}
        return papers | {one.code: one.title for one in self.conversations}


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of one paper; `why` is empty where something of it goes, or nothing is held."""

    paper: Paper
    how: How
    why: Why | None = None

    @property
    def title(self) -> str:
        """What the paper is called."""
        return self.paper.title


@cache
def checklist() -> Checklist:
    """The checklist; refuses (BadChecklist) a file that it cannot read."""
    return read(tomllib.loads(FILE.read_text()))


def read(said: Mapping[str, Any]) -> Checklist:
    """A checklist of what a file says; refuses (BadChecklist) what is missing, or counts no day."""
    try:
        found = Checklist(
            papers=tuple(_paper(one) for one in said["paper"]),
            questions=tuple(Named(one["code"], one["label"]) for one in said["question"]),
            conversations=tuple(Named(one["code"], one["title"]) for one in said["conversation"]),
            remind_after=int(said["remind_after"]), chase_after=int(said["chase_after"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as fault:
        raise BadChecklist(f"The checklist of transfers cannot be read: {fault}") from fault
    if found.remind_after < 1:
        raise BadChecklist("Somebody is reminded after one working day at the earliest.")
    return found


def fill(
    papers: Collection[Paper], absent: Mapping[str, str],
    picked: Collection[tuple[str, UUID]], going: Collection[tuple[str, UUID]],
) -> tuple[Filled, ...]:  # fmt: skip
    """What becomes of each paper: of what was picked of it all, some or nothing may go; else it is as was said.

    Nothing may go of what was picked: that is kept back, whatever else was said.
    """
    return tuple(_filled(paper, absent.get(paper.code, ""), picked, going) for paper in papers)


def _filled(
    paper: Paper, absent: str, picked: Collection[tuple[str, UUID]], going: Collection[tuple[str, UUID]]
) -> Filled:
    wanted = {key for key in picked if key[0] in paper.items}
    goes = {key for key in going if key[0] in paper.items}
    if goes:
        return Filled(paper, How.INCLUDED if goes == wanted else How.IN_PART)
    if wanted:
        return Filled(paper, How.WITHHELD, Why.NOT_ALLOWED)
    return Filled(paper, How.NOT_HELD) if absent == How.NOT_HELD else Filled(paper, How.WITHHELD, Why(absent))


def _paper(said: Mapping[str, Any]) -> Paper:
    role = Role(said["role"]) if said.get("role") else None
    return Paper(said["code"], said["title"], tuple(said["items"]), role)
