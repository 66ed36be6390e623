"""Orders and breaches as caseworkers write them down."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.orders.models import Breach, Kind, Order, Outcome, Until
from casework.orders.services import NewBreach, Terms, add_order, follow_breach, record_breach, vary_order
from tests.cast import actor

CONDITIONS = ("Not to enter Larkspur Rise", "To be home from seven to seven")
ORDER = {
    "kind": "LICENCE", "authority": "HMP Westhaven", "starts_on": "1/11/2026", "until": "FURTHER_NOTICE", "ends_on": "",
    "conditions": "Not to enter Larkspur Rise\n\nTo be home from seven to seven",
}  # fmt: skip
BREACH = {
    "happened_on": "3/11/2026", "words": "Seen on Larkspur Rise", "condition": "", "outcome": "WAITING", "file": "",
}  # fmt: skip


def terms(kind: Kind = Kind.LICENCE, ends_in: int | None = 200, reason: str = "") -> Terms:
    """Terms since last week, until a day or until further notice."""
    today = timezone.localdate()
    return Terms(
        kind=kind, authority="Westhaven Crown Court", starts_on=today - timedelta(days=7), conditions=CONDITIONS,
        until=Until.FURTHER_NOTICE if ends_in is None else Until.DAY,
        ends_on=None if ends_in is None else today + timedelta(days=ends_in), reason=reason,
    )  # fmt: skip


def ordered(user: User, case: Case, said: Terms | None = None) -> Order:
    """An order that the user writes down."""
    who = actor(user)
    with acting(who):
        return add_order(actor=who, case=case, terms=said or terms())


def varied(user: User, case: Case, order: Order, said: Terms) -> Order:
    """The order with new terms."""
    who = actor(user)
    with acting(who):
        return vary_order(actor=who, case=case, order=order, terms=said)


def new_breach(outcome: Outcome = Outcome.WAITING, outcome_words: str = "") -> NewBreach:
    """A breach of yesterday."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return NewBreach(
        happened_on=yesterday, words="Seen on Larkspur Rise by a neighbour", outcome=outcome, condition=CONDITIONS[0],
        outcome_words=outcome_words,
    )  # fmt: skip


def breached(user: User, case: Case, order: Order, new: NewBreach | None = None) -> Breach:
    """A breach of the order that the user writes down."""
    who = actor(user)
    with acting(who):
        return record_breach(actor=who, case=case, order=order, new=new or new_breach())


def followed(user: User, case: Case, breach: Breach, new: NewBreach) -> Breach:
    """What came of the breach."""
    who = actor(user)
    with acting(who):
        return follow_breach(actor=who, case=case, breach=breach, new=new)
