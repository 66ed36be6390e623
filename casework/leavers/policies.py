"""Who looks after cases whose lead has left, or may see them no longer."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import Membership, User
from accounts.people.selectors import colleagues
from accounts.roles import Role
from audit.ledger.acts import Act
from casework.cases.models import Case, CaseTeamPermission, CaseUserPermission, State
from casework.cases.policies import visible_cases
from casework.conflicts.policies import in_conflict, known_to, users_in_conflict

RESOLVER = "a team manager at your agency"


def may_find_leads(actor: Actor) -> bool:
    """Team managers."""
    return actor.has(Role.TEAM_MANAGER)


def require_find_leads(actor: Actor, act: Act) -> None:
    """Refuse, in words, whoever manages no team."""
    if not may_find_leads(actor):
        words = "Only team managers say who leads a case that needs another lead."
        raise NotPermitted(act, actor.own_agency, words=words, resolver=RESOLVER)


def cases_without_lead(actor: Actor) -> QuerySet[Case]:
    """Open cases of the actor's agency whose lead has left, moved, no longer works here, or knows the person.

    Those that the actor may see, and those that nobody at the agency has any more: else nobody would find them. A
    restricted case is among them only for whoever has it by name, and a conflict of interest hides it here too.
    """
    at_work = Membership.objects.filter(user=OuterRef("lead"), partnership=OuterRef("partnership"))
    knows = Q(person__in=known_to(OuterRef("lead")))
    gone = Q(lead__is_active=False) | ~Q(lead__agency=F("owner")) | ~Exists(at_work) | knows
    others = CaseUserPermission.objects.filter(content_object=OuterRef("pk")).exclude(user=OuterRef("lead"))
    nobodys = ~Exists(others) & ~Exists(CaseTeamPermission.objects.filter(content_object=OuterRef("pk")))
    mine = Exists(visible_cases(actor).filter(pk=OuterRef("pk")))
    ours = Case.objects.filter(gone, owner_id=actor.agency_id, lead__isnull=False).exclude(state=State.CLOSED)
    found = ours.filter(Q(mine) | (Q(nobodys, restricted=False) & ~in_conflict(actor, "person")))
    return Case.objects.none() if actor.lapsed else found


def possible_leads(actor: Actor, case: Case) -> QuerySet[User]:
    """Colleagues who may lead a case: those who do not know its person outside work."""
    return colleagues(actor).exclude(pk__in=users_in_conflict(case.person_id))
