"""Who gives cases from one colleague to another, and which."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import Role
from audit.ledger.acts import Act
from casework.cases.models import Case, State
from casework.cases.policies import visible_cases


def require_reassign(actor: Actor, act: Act) -> None:
    """Refuse, in words, whoever manages no team."""
    if not actor.has(Role.TEAM_MANAGER):
        words = "Only team managers give cases from one colleague to another."
        raise NotPermitted(act, actor.own_agency, words=words, resolver="a team manager at your agency")


def cases_led_by(actor: Actor, lead_id: UUID | None) -> QuerySet[Case]:
    """Open cases of the actor's agency that they may see and this colleague leads, or nobody, most urgent first."""
    open_cases = visible_cases(actor).filter(owner_id=actor.agency_id, lead_id=lead_id).exclude(state=State.CLOSED)
    return open_cases.order_by("-priority", "-pk")
