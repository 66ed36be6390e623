"""How a case may be handled: marked, decided, lifted, and listed for officers."""

from accounts.models import User
from accounts.roles import Role
from casework.cases.models import Case
from casework.handling.models import Kind
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.handling.marking import an_item, decided, placed
from tests.cast import PASSWORD, make_user
from tests.town import Town, logged, opened_case


def _officer(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.DPO, name="Dee Peo", password=PASSWORD)


def _marked(town: Town) -> Case:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Met at the Blue Heron")
    placed(town.auditor, case, Kind.RESTRICTED_PROCESSING)
    placed(town.caseworker, case, Kind.DO_NOT_INFORM)
    placed(town.caseworker, case, Kind.OFFICIAL_SENSITIVE)
    placed(town.caseworker, case, Kind.DISPUTED, an_item(town.caseworker, case, "intervention"))
    placed(town.caseworker, case, Kind.OBJECTION)
    return case


def case_handled_with_care(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(_marked(town)), "Processing of this record is restricted")


def handling_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "handling/"), "Nothing is marked")


def handling(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(_marked(town), "handling/"), "Waits for the data protection officer")


def handling_before(desk: Desk, town: Town) -> str:
    case, officer = opened_case(town.caseworker), _officer(town)
    decided(officer, case, placed(town.caseworker, case, Kind.OBJECTION), upheld=False)
    return opened(desk, officer, of(case, "handling/"), "No longer in force")


def handling_added(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Met at the Blue Heron")
    return opened(desk, town.caseworker, of(case, "handling/add/intervention/"), "Which one?")


def handling_added_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(opened_case(town.caseworker), "handling/add/case/"), "")
    desk.press("Save")
    return "There is a problem"


def handling_of_nothing(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "handling/add/order/"), "There is none")


def objection_decided(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    mark = placed(town.caseworker, case, Kind.OBJECTION)
    return opened(desk, _officer(town), of(case, f"handling/{mark.pk}/end/"), "Is the objection upheld?")


def mark_lifted(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    mark = placed(town.caseworker, case, Kind.LPP)
    return opened(desk, _officer(town), of(case, f"handling/{mark.pk}/end/"), "Why is it lifted?")


def handling_register_empty(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/handling/", "Nothing is marked")


def handling_register(desk: Desk, town: Town) -> str:
    _marked(town)
    return opened(desk, town.auditor, "/handling/", "Waits")


STATES: tuple[State, ...] = (
    case_handled_with_care,
    handling_none,
    handling,
    handling_before,
    handling_added,
    handling_added_with_mistakes,
    handling_of_nothing,
    objection_decided,
    mark_lifted,
    handling_register_empty,
    handling_register,
)
"""Every page of handling."""
