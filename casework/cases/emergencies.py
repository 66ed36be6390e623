"""Cases opened by break-glass: those the reader opened, and those of theirs that somebody else did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from accounts.actor import Actor
from accounts.roles import Role as StaffRole
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.openings.models import BreakGlass
from casework.openings.policies import latest_of, opened_people

NEWEST: Final = 20


@dataclass(frozen=True, slots=True)
class UnderGlass:
    """A case that the reader opened by break-glass, and until when they see it."""

    case: Case
    until: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """A case that the reader answers for and that somebody opened by break-glass."""

    case: Case
    opened: BreakGlass


def under_glass(actor: Actor) -> list[UnderGlass]:
    """The cases that the actor sees by break-glass now; they stand beside the list, which holds what is theirs."""
    opened = visible_cases(actor).filter(person__in=opened_people(actor))
    timed = opened.annotate(glass_until=latest_of(actor, "person_id", "ends_at")).order_by("pk")
    return [UnderGlass(case, case.glass_until) for case in timed]


def told_of(actor: Actor) -> list[Told]:
    """The newest break-glass, not reviewed yet, of cases that the actor leads or that a team they manage has."""
    waiting = BreakGlass.objects.filter(holder_id=actor.agency_id, review=None).exclude(opened_by_id=actor.principal)
    newest = list(waiting.select_related("opened_by__agency").order_by("-pk")[:NEWEST])
    if not newest:
        return []
    teams = [team.int for team in actor.team_ids] if StaffRole.TEAM_MANAGER in actor.roles else []
    theirs = Q(lead_id=actor.principal) | Q(team_grants__group_id__in=teams)
    seen = visible_cases(actor).filter(theirs, person__in=[one.person_id for one in newest]).distinct().order_by("pk")
    cases = list(seen)
    return [Told(case, one) for one in newest for case in cases if case.person_id == one.person_id]


def broken_by(case: Case) -> list[BreakGlass]:
    """Who opened the person of a case by break-glass, the newest twenty first; for whoever works the case."""
    every = BreakGlass.objects.filter(person=case.person_id, holder_id=case.owner_id)
    return list(every.select_related("opened_by__agency", "review").order_by("-pk")[:NEWEST])
