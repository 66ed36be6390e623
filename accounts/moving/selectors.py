"""Where somebody is at work, and where they might move to."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.agencies.models import Agency, Partnership
from accounts.people.models import User


def workplaces(user: User) -> QuerySet[Partnership]:
    """The partnerships in which a user is at work, by name."""
    return Partnership.objects.filter(staff=user).order_by("name")


def other_agencies(partnership_id: UUID, user: User) -> QuerySet[Agency]:
    """The agencies of a partnership to which a user could move, by name."""
    return Agency.objects.filter(partnerships=partnership_id).exclude(pk=user.agency_id).order_by("name")
