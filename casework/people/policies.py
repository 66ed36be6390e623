"""Who adds people at all."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import WORKS_CASES
from audit.ledger.acts import Act


def may_add(actor: Actor) -> bool:
    """Whether the actor's role adds people and opens cases at all."""
    return bool(WORKS_CASES & actor.roles)


def require_add(actor: Actor, act: Act) -> None:
    """Refuse, in words, an actor whose role does not add people or open cases."""
    if not may_add(actor):
        raise NotPermitted(
            act,
            actor.own_agency,
            words="Your role does not look for people, add them or open cases.",
            resolver="a team manager of your agency",
        )
