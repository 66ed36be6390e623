"""Who may change the partnership and its agencies."""

from accounts.actor import Actor
from accounts.roles import Role


def may_add_agency(actor: Actor) -> bool:
    """The partnership's administrator, and the product itself when it is set up."""
    return actor.kind == "system" or actor.has(Role.PARTNERSHIP_ADMINISTRATOR)
