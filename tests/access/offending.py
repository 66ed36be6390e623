"""The case of each person of the world as an offender, in which everybody stands as they do in the other one."""

from dataclasses import dataclass

from accounts.context import acting
from accounts.models import Team, User
from casework.cases.models import Case
from casework.cases.services import add_to_case
from tests.cast import actor
from tests.town import opened_case

OF_OFFENDERS = ("casework:standing", "casework:standing-judge")
"""The routes that an offender's case alone has."""


@dataclass(frozen=True)
class Offending:
    """An offender's case with what addresses of its pages name."""

    case: Case

    @property
    def known(self) -> dict[str, object]:
        """What stands in the addresses of its pages."""
        return {"offender": self.case.reference, "what": "rating"}


MADE_UP: dict[str, object] = {"offender": "RT-2222-2222", "what": "rating"}


def offending(worker: User, other: Case, *, team: Team | None = None, lead: User | None = None) -> Offending:
    """An offender's case of the person of another case, given and restricted as that one is."""
    return Offending(opened_case(worker, other.person, team=team, lead=lead, restricted=other.restricted))


def given(worker: User, user: User, *cases: Case) -> None:
    """Cases that the user is given by name."""
    who = actor(worker)
    with acting(who):
        for case in cases:
            add_to_case(actor=who, case=case, user=user)


def reference_for(route: str) -> str:
    """Which case's reference stands in the addresses of a route."""
    return "offender" if route in OF_OFFENDERS else "reference"
