"""Contact points and addresses as somebody writes them down, and what the card says of them."""

from dataclasses import replace
from datetime import date

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.contact_details.services import Entry, check_address, keep
from casework.safe_contact.cards import Card
from casework.safe_contact.models import Acknowledgement, Approach
from casework.safe_contact.policies import why_not
from casework.safe_contact.selectors import card
from casework.safe_contact.services import acknowledge
from casework.whereabouts.details import AddressDetail, PointDetail
from casework.whereabouts.models import Address, Channel, ContactPoint, Place, Safe, Said, Whereabouts
from tests.cast import actor

NUMBER = "07700 900461"
MOBILE = PointDetail(Channel.MOBILE, Safe.SAFE, Said.NO, Said.NO, NUMBER, "Weekdays before 3 pm", "Library card")
FLAT = AddressDetail(Place.SAFE_ADDRESS, Said.YES, Said.YES, "12 Sentinel Rise\nWesthaven")


def kept(
    user: User, case: Case, detail: PointDetail | AddressDetail, replaces: Whereabouts | None = None
) -> Whereabouts:
    who = actor(user)
    with acting(who):
        return keep(actor=who, case=case, entry=Entry(detail, date(2026, 1, 5), replaces))


def point(user: User, case: Case, **changes: object) -> ContactPoint:
    row = kept(user, case, replace(MOBILE, **changes))  # type: ignore[arg-type]
    assert isinstance(row, ContactPoint)
    return row


def address(user: User, case: Case, replaces: Address | None = None, **changes: object) -> Address:
    row = kept(user, case, replace(FLAT, **changes), replaces)  # type: ignore[arg-type]
    assert isinstance(row, Address)
    return row


def checked(user: User, case: Case, row: Address) -> None:
    who = actor(user)
    with acting(who):
        check_address(actor=who, case=case, address=row)


def the_card(user: User, case: Case) -> Card:
    who = actor(user)
    with acting(who):
        shown = card(who, open_case(who, case.reference))
    assert shown is not None
    return shown


def acknowledged(user: User, case: Case, approach: Approach = Approach.CALL, version: str = "") -> Acknowledgement:
    who, version = actor(user), version or the_card(user, case).version
    with acting(who):
        return acknowledge(actor=who, case=case, approach=approach, version=version)


def refusal(user: User, case: Case, approach: Approach = Approach.CALL) -> str:
    who = actor(user)
    with acting(who):
        return why_not(who, case, approach)
