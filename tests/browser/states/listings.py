"""Places on cohorts, a cohort, and what ended."""

from casework.listings.models import DaCheck, Programme
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.listings.listed import decided, ended, listed, reviewed
from tests.casework.standing.judged import harm, rated
from tests.town import Town, opened_case


def listings_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "listings/"), "On no cohort")


def listings(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    reviewed(town.caseworker, case, listed(town.caseworker, case))
    listed(town.caseworker, case, decided(town.caseworker, Programme.MAPPA, days=20))
    return opened(desk, town.caseworker, of(case, "listings/"), "Keeps his appointments")


def listing_given(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "listings/add/"), "List on a cohort")


def listing_given_with_mistakes(desk: Desk, town: Town) -> str:
    listing_given(desk, town)
    desk.press("List them")
    return "There is a problem"


def listing_reviewed(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    place = listed(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, f"listings/{place.pk}/review/"), "What did the review find?")


def listing_ended(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    place = listed(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, f"listings/{place.pk}/end/"), "Removed means removed")


def cohort_of_nobody(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/cohorts/", "Nobody here")


def cohort(desk: Desk, town: Town) -> str:
    for da_check in DaCheck:
        case = opened_case(town.caseworker)
        listed(town.caseworker, case, decided(town.caseworker, da_check=da_check, days=20))
        rated(town.caseworker, case)
        harm(town.caseworker, case, KNOWN_ADULT="VERY_HIGH")
    listed(town.caseworker, opened_case(town.caseworker))
    return opened(desk, town.caseworker, "/cohorts/", "4 listed now of those you may see")


def ended_listings(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    ended(town.caseworker, case, listed(town.caseworker, case))
    return opened(desk, town.auditor, "/audit/ended-listings/", "Desisted from offending")


def ended_listings_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/audit/ended-listings/", "None has ended")


STATES: tuple[State, ...] = (
    listings_none,
    listings,
    listing_given,
    listing_given_with_mistakes,
    listing_reviewed,
    listing_ended,
    cohort_of_nobody,
    cohort,
    ended_listings,
    ended_listings_none,
)
