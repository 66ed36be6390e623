"""Who approves that another agency sees an item of code C."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import Role
from casework.acts import INTELLIGENCE_APPROVED
from casework.cases.models import Case
from casework.cases.policies import may_work


def may_approve(actor: Actor, case: Case) -> bool:
    """Whether the actor answers for the originator: the case's lead, and team managers who work it."""
    return may_work(actor, case) and (case.lead_id == actor.principal or actor.has(Role.TEAM_MANAGER))


def require_approve(actor: Actor, case: Case) -> None:
    """Refuse, in words, whoever does not answer for the originator."""
    if not may_approve(actor, case):
        raise NotPermitted(
            INTELLIGENCE_APPROVED,
            case.subject,
            words="The originator says who else sees this: the lead of the case, or a team manager who works it.",
            resolver=f"the lead of the case or a team manager at {case.owner.name}",
        )
