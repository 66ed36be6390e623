"""Which places have to be filled, and which of them are vacant: a finding about the agency (SI 2007/1830, reg. 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from accounts.agencies.models import AgencyType
from accounts.models import Agency
from multiagency.liaison.models import LiaisonOfficer, Place

RESPONSIBLE: Final = frozenset({
    AgencyType.POLICE, AgencyType.COUNCIL_COMMUNITY_SAFETY, AgencyType.PROBATION, AgencyType.FIRE, AgencyType.GP_ICB,
})  # fmt: skip
"""Types of the responsible authorities of a community safety partnership (Crime and Disorder Act 1998, section 5)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The two places of one agency, and who holds each; nobody holds one whose account there is closed."""

    agency: Agency
    officer: LiaisonOfficer | None
    deputy: LiaisonOfficer | None

    @property
    def held(self) -> list[tuple[Place, LiaisonOfficer | None]]:
        """Each place with who holds it."""
        return [(Place.OFFICER, self.officer), (Place.DEPUTY, self.deputy)]

    @property
    def is_responsible(self) -> bool:
        """Whether the law asks it to fill both."""
        return self.agency.type in RESPONSIBLE

    @property
    def vacant(self) -> list[Place]:
        """The places that it has to fill and has not: what is found of it."""
        return [place for place, holder in self.held if holder is None and self.is_responsible]


def desks(agencies: Iterable[Agency], holders: Iterable[LiaisonOfficer]) -> list[Desk]:
    """The places of each agency, those with a vacancy first."""
    held = {
        (one.owner_id, one.place): one
        for one in holders
        if one.ended_at is None and one.user.is_active and one.user.agency_id == one.owner_id
    }
    found = [Desk(one, held.get((one.pk, Place.OFFICER)), held.get((one.pk, Place.DEPUTY))) for one in agencies]
    return sorted(found, key=lambda desk: (not desk.vacant, desk.agency.name))
