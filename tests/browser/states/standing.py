"""Where somebody who offends stands."""

from casework.standing.models import Rag
from casework.standing.services import Score
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.standing.judged import complies, engages, harm, judged, rated
from tests.town import Town, opened_case


def standing_of_nobody_yet(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "standing/"), "No scores yet")


def standing(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    rated(town.caseworker, case)
    rated(town.caseworker, case, Rag.RED, "Wanted since Monday")
    harm(town.caseworker, case, CHILDREN="LOW", KNOWN_ADULT="VERY_HIGH")
    engages(town.caseworker, case)
    complies(town.caseworker, case)
    judged(town.caseworker, case, Score("OGRS", "4", "73 per cent", "High", "A Clerk, Westhaven Probation"))
    return opened(desk, town.caseworker, of(case, "standing/"), "73 per cent")


def standing_rated(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "standing/rating/"), "What shows it?")


def standing_rated_with_mistakes(desk: Desk, town: Town) -> str:
    standing_rated(desk, town)
    desk.press("Save")
    return "There is a problem"


def standing_harm(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "standing/harm/"), "A known adult")


def standing_score(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "standing/score/"), "not calculated here")


STATES: tuple[State, ...] = (
    standing_of_nobody_yet,
    standing,
    standing_rated,
    standing_rated_with_mistakes,
    standing_harm,
    standing_score,
)
