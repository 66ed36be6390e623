"""The case of each person of the world as an offender, in which everybody stands as they do in the other one."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import Team, User
from casework.cases.models import Case
from casework.cases.services import add_to_case
from casework.listings.models import Listing, Programme
from casework.orders.models import Breach, Order
from tests.casework.listings.listed import decision_form, listed
from tests.casework.orders.ordered import BREACH, ORDER, breached, ordered
from tests.cast import actor
from tests.town import opened_case
from vault.ids import uuid7

OF_OFFENDERS = {"multiagency:referral-new", "multiagency:third-parties", "multiagency:third-party-add"} | {
    f"casework:{name}"
    for name in (
        "standing", "standing-judge", "listings", "listing-add", "listing-review", "listing-end", "orders",
        "order-add", "order-vary", "order-breach", "order-breach-follow",
    )
}  # fmt: skip
"""The routes that an offender's case alone has."""


@dataclass(frozen=True)
class Offending:
    """An offender's case with what addresses of its pages name."""

    case: Case
    listing: Listing
    order: Order
    breach: Breach

    @property
    def known(self) -> dict[str, object]:
        """What stands in the addresses of its pages."""
        return {
            "offender": self.case.reference,
            "what": "rating",
            "listing_id": self.listing.pk,
            "order_id": self.order.pk,
            "breach_id": self.breach.pk,
        }


MADE_UP: dict[str, object] = {
    "offender": "RT-2222-2222", "what": "rating", **{name: uuid7() for name in ("listing_id", "order_id", "breach_id")},
}  # fmt: skip


def offending(worker: User, other: Case, *, team: Team | None = None, lead: User | None = None) -> Offending:
    """An offender's case of the person of another case, given and restricted as that one is."""
    case = opened_case(worker, other.person, team=team, lead=lead, restricted=other.restricted)
    order = ordered(worker, case)
    return Offending(case, listed(worker, case), order, breached(worker, case, order))


def given(worker: User, user: User, *cases: Case) -> None:
    """Cases that the user is given by name."""
    who = actor(worker)
    with acting(who):
        for case in cases:
            add_to_case(actor=who, case=case, user=user)


def forms_of(reviewer: User) -> dict[str, dict[str, object]]:
    """The forms of its pages as they are filled in."""
    place = decision_form(reviewer)
    yesterday = f"{timezone.localdate() - timedelta(days=1):%d/%m/%Y}"
    return {
        "casework:standing-judge": {"id": uuid7(), "level": "RED", "reason": "Wanted", "evidence": "A warrant"},
        "casework:listing-add": {**place, "id": uuid7(), "programme_code": Programme.ASB.value, "cohort": ""},
        "casework:listing-review": {**place, "id": uuid7()},
        "casework:order-add": {"id": uuid7(), **ORDER},
        "casework:order-vary": {"id": uuid7(), **ORDER, "reason": "Varied at a review"},
        "casework:order-breach": {"id": uuid7(), **BREACH, "happened_on": yesterday},
        "casework:order-breach-follow": {"id": uuid7(), **BREACH, "happened_on": yesterday},
        "casework:listing-end": {"reason": "MOVED", "words": "Lives in Leeds now"},
    }


def reference_for(route: str) -> str:
    """Which case's reference stands in the addresses of a route."""
    return "offender" if route in OF_OFFENDERS else "reference"
