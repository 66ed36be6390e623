"""The ladders as data: one file in `ladders` for each, never changed once its day has come; the latest begun holds."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from accounts.roles import Role
from multiagency.escalations.ladder import Stage

FOLDER: Final = Path(__file__).parent / "ladders"


class BadLadder(ValueError):
    """A file of a ladder that cannot be read; nothing is raised by it."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The stages that hold for what is raised from a day on."""

    code: str
    begins: date
    stages: tuple[Stage, ...]


@cache
def ladders() -> Mapping[str, Ladder]:
    """Every ladder by its code, the earliest first; refuses (BadLadder) a file that it cannot read."""
    found = [read(tomllib.loads(path.read_text())) for path in sorted(FOLDER.glob("*.toml"))]
    return {one.code: one for one in sorted(found, key=lambda one: one.begins)}


def ladder_on(day: date) -> Ladder:
    """The ladder for what is raised on a day; refuses (BadLadder) a day before the first."""
    begun = [one for one in ladders().values() if one.begins <= day]
    if not begun:
        raise BadLadder("No ladder had begun on that day.")
    return begun[-1]


def read(said: Mapping[str, Any]) -> Ladder:
    """A ladder as its file says it; refuses (BadLadder) one without stages, days below one and a role there is not."""
    try:
        stages = tuple(Stage(each["title"], Role(each["speaks"]), each.get("days")) for each in said["stage"])
        found = Ladder(said["code"], said["begins"], stages)
    except (KeyError, TypeError, ValueError) as fault:
        raise BadLadder(f"The ladder {said.get('code', '')} cannot be read: {fault}") from fault
    if not stages or any(stage.days is not None and stage.days < 1 for stage in stages):
        raise BadLadder(f"The ladder {found.code} has no stages, or a stage of no days.")
    return found
