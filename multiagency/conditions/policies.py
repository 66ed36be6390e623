"""Who writes an agency's register of conditions, and who reads all of them."""

from typing import Final

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import LOOKS_AFTER_DATA, Role
from audit.ledger.acts import Act
from multiagency.acts import CONDITIONS_READ

WRITES: Final = frozenset({Role.DPO})


def may_write(actor: Actor) -> bool:
    """Whether the actor writes the register of their own agency."""
    return actor.kind == "system" or (not actor.lapsed and bool(WRITES & actor.roles))


def may_read(actor: Actor) -> bool:
    """Whether the actor reads the registers of the partnership's agencies."""
    return bool(LOOKS_AFTER_DATA & actor.roles)


def require_write(actor: Actor, act: Act) -> None:
    """Refuse, in words, whoever does not write the register of their agency."""
    if not may_write(actor):
        raise NotPermitted(
            act,
            actor.own_agency,
            words="The data protection officer of an agency writes which conditions it relies on.",
            resolver="the data protection officer of your agency",
        )


def require_read(actor: Actor) -> None:
    """Refuse, in words, whoever looks after no information governance."""
    if not may_read(actor):
        raise NotPermitted(
            CONDITIONS_READ,
            actor.own_agency,
            words="Those who look after information governance read which conditions agencies rely on.",
            resolver="the information-governance officer or data protection officer of your agency",
        )
