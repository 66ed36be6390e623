"""Reading the agencies of a partnership."""

from django.db.models import Count, Q, QuerySet

from accounts.actor import Actor
from accounts.agencies.models import Agency


def agencies_here(actor: Actor) -> QuerySet[Agency]:
    """The agencies of the actor's partnership by name, with how many people each has at work in it."""
    at_work = Q(users__is_active=True, users__memberships__partnership_id=actor.partnership_id)
    here = Agency.objects.filter(partnerships=actor.partnership_id)
    return here.annotate(people=Count("users", filter=at_work, distinct=True)).order_by("name")
