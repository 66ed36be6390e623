"""Intelligence and lawful bases."""

from casework.cases.models import Case
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.intelligence.items import approved, known, recorded
from tests.town import Town, opened_case


def told(town: Town) -> Case:
    """A case with an item of each code, one of them approved for probation."""
    case = opened_case(town.caseworker)
    recorded(town.caseworker, case, known())
    item = recorded(town.caseworker, case, known(handling="C", conditions="Not to be used in an interview"))
    approved(town.caseworker, item, town.probation)
    return case


def intelligence_empty(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, of(case, "intelligence/"), "Nothing that you may see is recorded")


def intelligence(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(told(town), "intelligence/"), "Not to be used in an interview")


def intelligence_recorded_with_mistakes(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    opened(desk, town.caseworker, of(case, "intelligence/record/"), "What is known?")
    desk.press("Save the item")
    return "There is a problem"


def intelligence_approving(desk: Desk, town: Town) -> str:
    intelligence(desk, town)
    desk.follow("Let an agency see it")
    return "Let this agency see it"


def basis(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, of(case, "basis/"), "Public task is usually the basis")


STATES: tuple[State, ...] = (
    intelligence_empty,
    intelligence,
    intelligence_recorded_with_mistakes,
    intelligence_approving,
    basis,
)
