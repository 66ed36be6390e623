"""Who may read and change the partnership's agencies."""

from accounts.actor import Actor
from accounts.acts import AGENCY_ADDED, STAFF_READ
from accounts.denials import NotPermitted
from accounts.roles import OVERSIGHT_OF_PARTNERSHIP, Role
from audit.ledger.acts import Act
from audit.ledger.events import Subject

RESOLVER = "your partnership's administrator"


def may_add_agency(actor: Actor) -> bool:
    """The partnership's administrator, and the product itself when it is set up."""
    return actor.kind == "system" or actor.has(Role.PARTNERSHIP_ADMINISTRATOR)


def require_add_agency(actor: Actor, subject: Subject | None = None) -> None:
    """Refuse, in words, whoever does not administer the partnership."""
    if not may_add_agency(actor):
        _refuse(AGENCY_ADDED, subject or _partnership(actor), "Only the partnership's administrator can add an agency.")


def require_agencies_read(actor: Actor) -> None:
    """Refuse, in words, whoever neither administers nor oversees the partnership."""
    if not (may_add_agency(actor) or actor.roles & OVERSIGHT_OF_PARTNERSHIP):
        words = "Only whoever administers or oversees the partnership reads about all its agencies."
        _refuse(STAFF_READ, _partnership(actor), words)


def _refuse(act: Act, subject: Subject, words: str) -> None:
    raise NotPermitted(act, subject, words=words, resolver=RESOLVER)


def _partnership(actor: Actor) -> Subject:
    return Subject("partnership", actor.partnership_id)
