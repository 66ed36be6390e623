"""Who may read the ledger: officers of an agency and the partnership's lead. Neither opens content by it."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.acts import Act


def may_audit(actor: Actor) -> bool:
    """Whether the actor oversees an agency's or the partnership's looks."""
    return bool(actor.oversight)


def require_audit(actor: Actor, act: Act) -> None:
    """Refuse, in words, an actor with no such duty."""
    if not may_audit(actor):
        raise NotPermitted(
            act,
            actor.own_agency,
            words="Only information-governance officers read who has looked at records.",
            resolver="your agency's information-governance officer, who can answer the question for you",
        )
