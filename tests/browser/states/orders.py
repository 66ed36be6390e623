"""Orders with their conditions and breaches."""

from casework.orders.models import Kind, Outcome
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.orders.ordered import breached, followed, new_breach, ordered, terms, varied
from tests.town import Town, opened_case


def orders_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "orders/"), "None recorded")


def orders(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    order = ordered(town.caseworker, case)
    breach = breached(town.caseworker, case, order)
    followed(town.caseworker, case, breach, new_breach(Outcome.PROVED, outcome_words="Eight weeks in custody"))
    varied(town.caseworker, case, order, terms(reason="At the review of the licence"))
    ordered(town.caseworker, case, terms(Kind.RESTRAINING, ends_in=None))
    ordered(town.caseworker, case, terms(Kind.COMMUNITY, ends_in=-1))
    return opened(desk, town.caseworker, of(case, "orders/"), "Eight weeks in custody")


def order_added(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "orders/add/"), "Court or authority")


def order_added_with_mistakes(desk: Desk, town: Town) -> str:
    order_added(desk, town)
    desk.press("Save")
    return "There is a problem"


def order_varied(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    order = ordered(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, f"orders/{order.pk}/vary/"), "Why was it varied?")


def order_breached(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    order = ordered(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, f"orders/{order.pk}/breach/"), "Against which condition?")


STATES: tuple[State, ...] = (
    orders_none,
    orders,
    order_added,
    order_added_with_mistakes,
    order_varied,
    order_breached,
)
"""Every page of orders."""
