"""Who may change an agency's people, teams and roles."""

from accounts.actor import Actor
from accounts.agencies.models import Agency
from accounts.roles import ACROSS_AGENCIES, Role


def may_manage_people(actor: Actor, agency: Agency) -> bool:
    """The agency's own administrator, the partnership's, and the product itself when it is set up."""
    if actor.kind == "system" or actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        return True
    return actor.has(Role.AGENCY_ADMINISTRATOR) and actor.agency_id == agency.pk


def may_give(actor: Actor, roles: frozenset[Role]) -> bool:
    """Whether the actor may give all these roles: those that reach across agencies only the partnership may give."""
    if actor.kind == "system" or actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        return True
    return not roles & ACROSS_AGENCIES
