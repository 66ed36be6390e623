"""Reading staff: who works where."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.people.models import Team, User


def colleagues(actor: Actor) -> QuerySet[User]:
    """The active people of the actor's agency, by name."""
    return User.objects.filter(agency_id=actor.agency_id, is_active=True).order_by("name")


def teams_of_agency(actor: Actor) -> QuerySet[Team]:
    """The teams of the actor's agency, by title."""
    return Team.objects.filter(agency_id=actor.agency_id).order_by("title")
