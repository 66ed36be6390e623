"""Whose cases a break-glass opens now: asked at every read, against the database's own clock."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from accounts.actor import Actor
from accounts.roles import AGENCY_WIDE, WORKS_CASES
from casework.openings.models import STOPS, BreakGlass

BREAKS_GLASS = WORKS_CASES | AGENCY_WIDE
"""Roles that act in an emergency: those that work cases, and those that reach across the agency's."""


def may_break_glass(actor: Actor) -> bool:
    """Whether the actor's role breaks the glass at all."""
    return bool(BREAKS_GLASS & actor.roles)


def open_now(actor: Actor) -> QuerySet[BreakGlass]:
    """What the actor has opened and sees still: not ended, not stopped by its review, and in the same agency."""
    if not may_break_glass(actor):
        return BreakGlass.objects.none()
    stopped = Q(review__outcome__in=STOPS)
    theirs = BreakGlass.objects.filter(opened_by_id=actor.principal, owner_id=actor.agency_id, ends_at__gt=Now())
    return theirs.exclude(stopped)


def opened_people(actor: Actor) -> QuerySet[BreakGlass, object]:
    """The ids of the people whose cases the actor sees by break-glass."""
    return open_now(actor).values("person_id")


def latest_of(actor: Actor, person: str, column: str) -> Subquery:
    """Of the break-glass by which the actor sees the person of a row, whose column is named, another column."""
    return Subquery(open_now(actor).filter(person_id=OuterRef(person)).order_by("-pk").values(column)[:1])
