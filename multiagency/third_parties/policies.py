"""Who authorises that a third party is told: a second person with authority at the agency."""

from typing import Final

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.models import User
from accounts.people.selectors import colleagues
from accounts.roles import Role

AUTHORITY: Final = (Role.TEAM_MANAGER, Role.PANEL_CHAIR)


def authorisers(actor: Actor) -> QuerySet[User]:
    """The managers and chairs of the actor's agency, without the actor."""
    holding = colleagues(actor).filter(
        roles_held__role__in=AUTHORITY, roles_held__partnership_id=actor.partnership_id
    )  # fmt: skip
    return holding.exclude(pk=actor.principal).distinct()
