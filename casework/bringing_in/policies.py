"""Who brings in cases worked elsewhere."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import Role
from audit.ledger.acts import Act


def may_bring_in(actor: Actor) -> bool:
    """The product itself at work for an agency, and a team manager, who decides who works the agency's cases."""
    return actor.kind == "system" or actor.has(Role.TEAM_MANAGER)


def require_bring_in(actor: Actor, act: Act) -> None:
    """Refuse, in words, an actor who may not give cases to whoever leads them."""
    if not may_bring_in(actor):
        raise NotPermitted(
            act,
            actor.own_agency,
            words="Only a team manager brings in cases from another system, as others will lead them.",
            resolver="a team manager of your agency",
        )
