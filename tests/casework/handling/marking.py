"""Marks as somebody places, decides and lifts them."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.handling.models import Ground, HandlingMark, Kind
from casework.handling.selectors import Handling, find_mark, handling_of
from casework.handling.services import NewMark, decide_objection, lift, place
from casework.items.item import Item
from casework.items.selectors import items_of
from tests.cast import actor

WHY = "They say that the address of the flat is wrong"


def new_mark(kind: Kind, item: Item | None = None, **changes: object) -> NewMark:
    """A mark of this kind with all that it must say."""
    today = timezone.localdate()
    until = today + timedelta(days=10) if kind is Kind.DO_NOT_INFORM else None
    review_on = today + timedelta(days=30) if kind is Kind.OFFICIAL_SENSITIVE else None
    grounds = (Ground.LEGAL_CLAIMS,) if kind is Kind.RESTRICTED_PROCESSING else ()
    said = {"since": today, "until": until, "review_on": review_on, "grounds": grounds, **changes}
    return NewMark(kind, WHY, item=item, **said)  # type: ignore[arg-type]


def placed(user: User, case: Case, kind: Kind, item: Item | None = None, **changes: object) -> HandlingMark:
    who = actor(user)
    with acting(who):
        return place(actor=who, case=case, new=new_mark(kind, item, **changes))


def lifted(user: User, case: Case, mark: HandlingMark) -> None:
    who = actor(user)
    with acting(who):
        lift(actor=who, mark=find_mark(case, mark.pk), words="It was put right on Monday")


def decided(user: User, case: Case, mark: HandlingMark, *, upheld: bool) -> None:
    who = actor(user)
    with acting(who):
        decide_objection(actor=who, mark=find_mark(case, mark.pk), upheld=upheld, words="The public task is stronger")


def how(user: User, case: Case) -> Handling:
    with acting(actor(user)):
        return handling_of(case)


def an_item(user: User, case: Case, kind: str) -> Item:
    who = actor(user)
    with acting(who):
        return next(item for item in items_of(who, open_case(who, case.reference)) if item.kind == kind)


def days(number: int) -> date:
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=number)
