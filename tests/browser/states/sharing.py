"""Sharing a case with another agency: the matrix, what would be decided, and what has stopped."""

from accounts.context import acting
from casework.cases.models import Case
from casework.categories import Category
from casework.shares.stopping import end_share
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.cast import actor
from tests.multiagency.sharing.sending import agreed
from tests.multiagency.standing_shares.sharing import shared_standing, wanted
from tests.town import Town, logged, opened_case

SEEN, BESIDE = Category.INTERVENTION_RECORD, Category.OFFENDING_HISTORY


def shared_case(town: Town) -> Case:
    """A case of which one category is shared, one is refused and one was ended."""
    agreed(town, SEEN, Category.IDENTITY)
    case, who = opened_case(town.caseworker), actor(town.caseworker)
    logged(town.caseworker, case, "Went to the shop")
    shared_standing(town.caseworker, case, wanted(town.probation, SEEN, BESIDE, Category.IDENTITY))
    with acting(who):
        end_share(actor=who, case=case, agency=town.probation, categories=[Category.IDENTITY])
    return case


def sharing_empty(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, of(case, "sharing/"), "No other agency has a standing share of this case")


def sharing(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(shared_case(town), "sharing/"), "What other agencies see of it")


def sharing_with_us(desk: Desk, town: Town) -> str:
    return opened(desk, town.partner, of(shared_case(town), "sharing/"), "shares with your agency")


def share_form(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, of(case, "sharing/new/"), "With which agency?")


def share_foreseen(desk: Desk, town: Town) -> str:
    agreed(town, SEEN)
    case = opened_case(town.caseworker)
    opened(desk, town.caseworker, of(case, "sharing/new/"), "With which agency?")
    desk.page.get_by_label("With which agency?").select_option(str(town.probation.pk))
    for category in (SEEN, BESIDE):
        desk.page.get_by_label(str(category.label), exact=True).check()
    desk.page.get_by_label("For what?").select_option("OFFENDER_MANAGEMENT")
    desk.page.get_by_label("Which legal power").select_option("CDA_115")
    desk.press("See what would be decided")
    return "Ask a second authoriser about what is not allowed"


def shares_stopped(desk: Desk, town: Town) -> str:
    shared_case(town)
    return opened(desk, town.partner, "/shared-no-more/", "What is shared with your agency no more")


STATES: tuple[State, ...] = (sharing_empty, sharing, sharing_with_us, share_form, share_foreseen, shares_stopped)
