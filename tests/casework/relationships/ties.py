"""Relationships as a caseworker records them."""

from typing import Any

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.chronology.models import Statement
from casework.relationships.kinds import Kind, Known, Risk
from casework.relationships.models import Relationship
from casework.relationships.saying import Said
from casework.relationships.selectors import Circle, circle
from casework.relationships.services import record_relationship
from tests.cast import actor


def saying(name: str = "Wilhelmina Starling", kind: Kind = Kind.EX_PARTNER, **more: Any) -> Said:
    """A former partner of whom nothing else is known."""
    usual = {"known": Known.NOT_KNOWN, "risk": Risk.NOT_KNOWN, "basis": Statement.FACT}
    return Said(name=name, kind=kind, **{**usual, **more})


def related(
    user: User, case: Case, name: str = "Wilhelmina Starling", kind: Kind = Kind.EX_PARTNER, **more: Any
) -> Relationship:
    """A relationship recorded by the user."""
    who = actor(user)
    with acting(who):
        return record_relationship(actor=who, case=case, new=saying(name, kind, **more))


def seen_by(user: User, case: Case) -> Circle:
    """What the user reads of a case's relationships."""
    who = actor(user)
    with acting(who):
        return circle(who, open_case(who, case.reference))


def told(circle_seen: Circle) -> list[tuple[str, str]]:
    """Names and kinds of a circle."""
    return [(tie.name.text, tie.kind.value if tie.kind else "") for tie in circle_seen.ties]
