"""Which agencies have a public task, and who may let a basis be changed after consent was taken back."""

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.denials import NotPermitted
from accounts.roles import Role
from casework.acts import BASIS_CHOSEN
from casework.cases.models import Case

NOT_PUBLIC = frozenset(
    {
        AgencyType.IDVA, AgencyType.ISVA, AgencyType.VICTIM_SERVICE, AgencyType.OUTREACH, AgencyType.LANDLORD,
        AgencyType.BID, AgencyType.PERP_PROGRAMME, AgencyType.BY_AND_FOR,
    }
)  # fmt: skip
"""Types whose agencies are no public authorities by default; every other has a public task."""


def is_public_authority(case: Case) -> bool:
    """Whether the agency that holds the case is one."""
    return AgencyType(case.owner.type) not in NOT_PUBLIC


def may_override(actor: Actor) -> bool:
    """Whether the actor may record an override; for a colleague, never for themselves."""
    return actor.has(Role.TEAM_MANAGER)


def refuse_change(case: Case) -> NotPermitted:
    """The refusal of another basis after consent was taken back."""
    return NotPermitted(
        BASIS_CHOSEN,
        case.subject,
        words="Consent was the basis, and it was taken back. Another basis cannot simply take its place.",
        resolver=f"a team manager at {case.owner.name}, who may record an override with reasons for a colleague",
    )
