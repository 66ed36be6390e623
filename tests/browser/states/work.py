"""Work on a case: logging, changing, who has it, and the refusals."""

from accounts.context import acting
from casework.cases.models import Priority
from casework.cases.models import State as CaseState
from casework.cases.services import CaseChanges, change_case
from casework.categories import Category
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.cast import actor
from tests.town import Town, opened_case, shared


def log(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, of(case, "interventions/log/"), "Save to the timeline")


def log_with_mistakes(desk: Desk, town: Town) -> str:
    log(desk, town)
    desk.press("Save to the timeline")
    return "Choose how it went."


def log_saved(desk: Desk, town: Town) -> str:
    log(desk, town)
    desk.choose("Home visit")
    desk.choose("Spoke with them")
    desk.fill("Note", "A note")
    desk.press("Save to the timeline")
    return "Logged on the timeline."


def change(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, of(case, "change/"), "Change the case")


def change_with_mistakes(desk: Desk, town: Town) -> str:
    change(desk, town)
    desk.fill("Why is this case open?", "")
    desk.press("Save")
    return "There is a problem"


def conflict(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    opened(desk, town.caseworker, of(case, "change/"), "")
    who = actor(town.caseworker)
    with acting(who):
        theirs = CaseChanges(
            CaseState.DORMANT, Priority.STANDARD, None, "Moved away, nothing since spring", "Carries a blade"
        )
        change_case(actor=who, case=case, version=1, changes=theirs)
    desk.fill("Why is this case open?", "Twelve burglaries by now")
    desk.page.get_by_label("Priority", exact=True).select_option("4")
    desk.press("Save")
    return "This case was changed while you were typing"


def who_has_it(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, team=town.team)
    shared(town.caseworker, case, town.probation, Category.IDENTITY, Category.INTERVENTION_RECORD)
    return opened(desk, town.caseworker, of(case, "access/"), "Westhaven Probation")


def who_has_it_with_a_mistake(desk: Desk, town: Town) -> str:
    who_has_it(desk, town)
    desk.press("Give the case")
    return "Choose a colleague or a team."


def who_has_it_only_read(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.coordinator, of(case, "access/"), "No other agency sees this case.")


def not_allowed(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.coordinator, of(case, "interventions/log/"), "Who can resolve this:")


def not_found(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.stranger, of(case), "We give the same answer in both cases")


STATES: tuple[State, ...] = (
    log,
    log_with_mistakes,
    log_saved,
    change,
    change_with_mistakes,
    conflict,
    who_has_it,
    who_has_it_with_a_mistake,
    who_has_it_only_read,
    not_allowed,
    not_found,
)
