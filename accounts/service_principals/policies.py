"""Who makes services, and who lets them use what an agency holds."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import Role
from accounts.service_principals.models import ServiceGrant
from audit.ledger.acts import Act
from audit.ledger.events import Subject


def require_service_administrator(actor: Actor, act: Act) -> None:
    """Refuse, in words, whoever does not administer the partnership."""
    if actor.kind != "system" and not actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        _refuse(act, "Only the partnership's administrator makes services and says what they may use.")


def require_revoke(actor: Actor, act: Act, grant: ServiceGrant) -> None:
    """Refuse, in words, whoever administers neither the partnership nor the agency whose records the grant opens."""
    own = actor.has(Role.AGENCY_ADMINISTRATOR) and grant.agency_id == actor.agency_id
    if not own:
        require_service_administrator(actor, act)


def require_service_reader(actor: Actor, act: Act) -> None:
    """Refuse, in words, whoever neither administers nor oversees."""
    if not actor.oversight and not actor.roles & {Role.PARTNERSHIP_ADMINISTRATOR, Role.AGENCY_ADMINISTRATOR}:
        _refuse(act, "Only administrators and information-governance officers read what services may use.")


def _refuse(act: Act, words: str) -> None:
    raise NotPermitted(act, Subject("service"), words=words, resolver="your partnership's administrator")
