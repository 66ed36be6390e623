"""Who may look after an agency's keys."""

from accounts.actor import Actor
from accounts.agencies.models import Agency
from accounts.denials import NotPermitted
from accounts.roles import Role
from audit.ledger.acts import Act

KEEPS_KEYS = frozenset({Role.AGENCY_ADMINISTRATOR, Role.PARTNERSHIP_ADMINISTRATOR})
RESOLVER = "your agency's administrator, or your partnership's"


def may_look_at_keys(actor: Actor) -> bool:
    """Administrators, of their own agency or of all, and the product itself."""
    return actor.kind == "system" or bool(actor.roles & KEEPS_KEYS)


def may_turn_keys(actor: Actor, agency: Agency) -> bool:
    """The agency's own administrator, the partnership's, and the product itself."""
    if actor.kind == "system" or actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        return True
    return actor.has(Role.AGENCY_ADMINISTRATOR) and actor.agency_id == agency.pk


def require_look_at_keys(actor: Actor, act: Act) -> None:
    """Refuse (NotPermitted) whoever administers nothing."""
    if not may_look_at_keys(actor):
        words = "Only an administrator of an agency or of the partnership can see how its keys stand."
        raise NotPermitted(act, words=words, resolver=RESOLVER)


def require_turn_keys(actor: Actor, agency: Agency, act: Act) -> None:
    """Refuse (NotPermitted) whoever administers neither the agency nor the partnership."""
    if not may_turn_keys(actor, agency):
        words = "Only an administrator of this agency or of the partnership can turn its key."
        raise NotPermitted(act, agency.subject, words=words, resolver=RESOLVER)
