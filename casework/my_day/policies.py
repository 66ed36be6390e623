"""Which cases are somebody's own work, and which are those that they manage."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.roles import Role
from casework.cases.models import Case, CaseTeamPermission, CaseUserPermission, State
from casework.cases.policies import visible_cases


def own_cases(actor: Actor) -> QuerySet[Case]:
    """Open cases of the actor's agency that they lead or have by name."""
    by_name = Exists(CaseUserPermission.objects.filter(content_object=OuterRef("pk"), user_id=actor.principal))
    ours = visible_cases(actor).filter(owner_id=actor.agency_id).exclude(state=State.CLOSED)
    return ours.filter(Q(lead_id=actor.principal) | Q(by_name))


def managed_cases(actor: Actor) -> QuerySet[Case]:
    """Open cases of the teams that the actor manages and that somebody else leads, or nobody; none for others."""
    if not actor.has(Role.TEAM_MANAGER):
        return Case.objects.none()
    teams = [team.int for team in actor.team_ids]
    of_teams = Exists(CaseTeamPermission.objects.filter(content_object=OuterRef("pk"), group_id__in=teams))
    ours = visible_cases(actor).filter(of_teams, owner_id=actor.agency_id).exclude(state=State.CLOSED)
    return ours.exclude(lead_id=actor.principal)
