"""Reading staff: who works where."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.people.models import Team, User


def colleagues(actor: Actor) -> QuerySet[User]:
    """The active people of the actor's agency who are at work in the actor's partnership, by name."""
    here = User.objects.filter(agency_id=actor.agency_id, memberships__partnership_id=actor.partnership_id)
    return here.filter(is_active=True).order_by("name")


def teams_of_agency(actor: Actor) -> QuerySet[Team]:
    """The teams of the actor's agency, by title; a team may serve every partnership that its agency serves."""
    return Team.objects.filter(agency_id=actor.agency_id).order_by("title")
