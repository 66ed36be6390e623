"""Finding a person, what is known of one, and opening a case."""

from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.town import Town, known_person, opened_case


def find(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/people/find/", "Enter whatever you know.")


def find_with_a_mistake(desk: Desk, town: Town) -> str:
    find(desk, town)
    desk.press("Find")
    return "There is a problem"


def found(desk: Desk, town: Town) -> str:
    opened_case(town.caseworker, known_person(town.caseworker, given="Quillon"))
    known_person(town.caseworker, given="Marmaduke")
    find(desk, town)
    desk.fill("Family name, business or venue", "Fetherstonehaugh")
    desk.press("Find")
    return "2 people may be the one"


def found_nobody(desk: Desk, town: Town) -> str:
    find(desk, town)
    desk.fill("Family name, business or venue", "Nobodyknown")
    desk.press("Find")
    return "Nobody you may know about matches"


def person(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, f"/people/{case.person_id}/", "Cases you may see")


def person_without_a_case(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    return opened(desk, town.caseworker, f"/people/{known.pk}/", "No case that you may see.")


def start_a_case(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    return opened(desk, town.caseworker, f"/people/{known.pk}/cases/start/", "Open the case")


def start_a_case_with_mistakes(desk: Desk, town: Town) -> str:
    start_a_case(desk, town)
    desk.press("Open the case")
    return "There is a problem"


STATES: tuple[State, ...] = (
    find,
    find_with_a_mistake,
    found,
    found_nobody,
    person,
    person_without_a_case,
    start_a_case,
    start_a_case_with_mistakes,
)
