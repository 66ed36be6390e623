"""Who reads what another agency sent: whom or which team it names, or those who take in and open cases there."""

from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.roles import NEEDS, Role
from multiagency.sharing.models import Disclosure

TAKES_IN = frozenset(NEEDS)
"""Roles that may open what their agency receives for nobody in particular: those that open content of cases."""
OVERSEES = frozenset({Role.PANEL_COORDINATOR, Role.TEAM_MANAGER})
"""Roles that also see what came for a team that they are not in."""


def received_by(actor: Actor) -> QuerySet[Disclosure]:
    """What was sent to the actor, their team, or their agency where they take in; nothing while a role has lapsed.

    Not what is about somebody whom they know, nor, where they are tied to whoever harms a victim, what tells where she
    is: asked at every read, against what is on record now.
    """
    if actor.lapsed or not TAKES_IN & actor.roles:
        return Disclosure.objects.none()
    teams = [team.int for team in actor.team_ids]
    whole = Q() if OVERSEES & actor.roles else Q(team=None) | Q(team_id__in=teams)
    theirs = Q(recipient_id=actor.principal) | Q(whole, recipient=None)
    return Disclosure.objects.filter(theirs, agency_id=actor.agency_id).exclude(pk__in=_tied(actor))


def _tied(actor: Actor) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM received_of_the_tied(%s)", [actor.principal])
        return [pk for (pk,) in cursor.fetchall()]
