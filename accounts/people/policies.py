"""Who may read about staff, and change an agency's people, teams and roles."""

from accounts.actor import Actor
from accounts.agencies.models import Agency
from accounts.denials import NotPermitted
from accounts.people.models import User
from accounts.roles import ACROSS_AGENCIES, OVERSIGHT_OF_AGENCY, OVERSIGHT_OF_PARTNERSHIP, Role
from audit.ledger.acts import Act
from audit.ledger.events import Subject

RESOLVER = "your agency's administrator, or your partnership's"
ADMINISTRATORS = frozenset({Role.AGENCY_ADMINISTRATOR, Role.PARTNERSHIP_ADMINISTRATOR})
WHOLE_PARTNERSHIP = OVERSIGHT_OF_PARTNERSHIP | {Role.PARTNERSHIP_ADMINISTRATOR}
READERS = ADMINISTRATORS | OVERSIGHT_OF_AGENCY | OVERSIGHT_OF_PARTNERSHIP


def may_read_staff(actor: Actor) -> bool:
    """Administrators, and those who oversee an agency or the partnership."""
    return bool(actor.roles & READERS)


def reads_every_agency(actor: Actor) -> bool:
    """Whether the actor reads about the staff of all agencies of the partnership, and not only their own."""
    return bool(actor.roles & WHOLE_PARTNERSHIP)


def may_manage_people(actor: Actor, agency: Agency) -> bool:
    """The agency's own administrator, the partnership's, and the product itself when it is set up."""
    if actor.kind == "system" or actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        return True
    return actor.has(Role.AGENCY_ADMINISTRATOR) and actor.agency_id == agency.pk


def may_give(actor: Actor, roles: frozenset[Role]) -> bool:
    """Whether the actor may give and take all these roles."""
    return not roles - roles_to_give(actor)


def roles_to_give(actor: Actor) -> frozenset[Role]:
    """The roles that the actor may give and take: those that reach across agencies only the partnership may."""
    if actor.kind == "system" or actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        return frozenset(Role)
    return frozenset(Role) - ACROSS_AGENCIES


def require_reader(actor: Actor, act: Act) -> None:
    """Refuse, in words, an actor who neither administers nor oversees."""
    if not may_read_staff(actor):
        words = "Only administrators and information-governance officers read who works at an agency."
        raise NotPermitted(act, actor.own_agency, words=words, resolver=RESOLVER)


def require_administrator(actor: Actor, act: Act) -> None:
    """Refuse, in words, an actor who administers no agency, whatever they ask to change."""
    if not actor.roles & ADMINISTRATORS:
        _refuse(act, actor.own_agency)


def require_manage(actor: Actor, act: Act, agency: Agency) -> None:
    """Refuse, in words, an actor who does not administer this agency."""
    if not may_manage_people(actor, agency):
        _refuse(act, agency.subject)


def require_other(actor: Actor, act: Act, user: User) -> None:
    """Refuse, in words, an actor who would change what they themselves may do."""
    if actor.principal == user.pk:
        words = "Nobody changes their own roles, teams or dates, or closes their own account."
        raise NotPermitted(act, user.subject, words=words, resolver="another administrator")


def require_move(actor: Actor, act: Act, user: User) -> None:
    """Refuse, in words, whoever does not administer the partnership: moving somebody reaches into two agencies."""
    if not actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        words = "Only the partnership's administrator moves people from one agency to another."
        raise NotPermitted(act, user.subject, words=words, resolver="your partnership's administrator")


def require_give(actor: Actor, act: Act, user: User, roles: frozenset[Role]) -> None:
    """Refuse, in words, an actor who may not give or take one of these roles."""
    if not may_give(actor, roles):
        words = "Roles that reach across agencies are given and taken by the partnership's administrator alone."
        raise NotPermitted(act, user.subject, words=words, resolver="your partnership's administrator")


def _refuse(act: Act, subject: Subject) -> None:
    words = "Only an administrator of this agency or of the partnership can do this."
    raise NotPermitted(act, subject, words=words, resolver=RESOLVER)
