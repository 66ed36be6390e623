"""What the page of an offender case says first, the most dangerous before the rest."""

from dataclasses import dataclass

from accounts.actor import Actor
from casework.cases.models import Role
from casework.cases.selectors import OpenedCase
from casework.listings import selectors as listings
from casework.orders import selectors as orders
from casework.standing import selectors as standing


@dataclass(frozen=True, slots=True)
class Offending:
    """Where the person of an offender case stands, what they are under, and which cohorts they are on."""

    standing: standing.Standing
    orders: tuple[orders.ShownOrder, ...]
    places: tuple[listings.Place, ...]


def offending(actor: Actor, opened: OpenedCase) -> Offending | None:
    """Ask the rooms of an offender case for their short answers; None on a victim's case, which has none of them."""
    if opened.case.role != Role.OFFENDER:
        return None
    return Offending(
        standing=standing.summary(actor, opened),
        orders=orders.summary(actor, opened),
        places=listings.summary(actor, opened),
    )
