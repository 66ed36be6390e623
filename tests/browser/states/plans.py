"""The plan of a case and its forms, and powers."""

from casework.cases.models import Case, Role
from casework.pathways import Pathway
from casework.plans.models import Level, Outcome
from casework.powers.models import Decision, Power
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.plans.making import acted, measured, needed
from tests.casework.powers.test_powers import decided
from tests.town import Town, opened_case


def victim(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


def plan_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(victim(town), "plan/"), "No need is in the plan yet.")


def plan(desk: Desk, town: Town) -> str:
    case = victim(town)
    home, debts = needed(town.caseworker, case), needed(town.caseworker, case, Pathway.FINANCE, Level.CRISIS)
    acted(town.caseworker, case, home, -2)
    measured(town.caseworker, case, home, Level.LITTLE)
    measured(town.caseworker, case, debts, Level.WELL, Outcome.ACHIEVED)
    worse = needed(town.caseworker, case, Pathway.HEALTH_MENTAL, Level.LITTLE)
    measured(town.caseworker, case, worse, Level.SERIOUS)
    needed(town.caseworker, case, Pathway.FAMILY)
    return opened(desk, town.caseworker, of(case, "plan/"), "Yes, on the whole")


def plan_need_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(victim(town), "plan/needs/add/"), "")
    desk.press("Save")
    return "There is a problem"


def plan_measure(desk: Desk, town: Town) -> str:
    case = victim(town)
    need = needed(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, f"plan/needs/{need.pk}/"), "Accommodation: how is it now?")


def plan_action(desk: Desk, town: Town) -> str:
    case = victim(town)
    need = needed(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, f"plan/needs/{need.pk}/actions/add/"), "add an action")


def plan_action_end(desk: Desk, town: Town) -> str:
    case = victim(town)
    action = acted(town.caseworker, case, needed(town.caseworker, case))
    return opened(desk, town.caseworker, of(case, f"plan/actions/{action.pk}/"), "What came of the action?")


def powers(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    decided(town.caseworker, case, Power.CPW, Decision.USED)
    return opened(desk, town.caseworker, of(case, "powers/"), "Nobody has checked yet")


def power_add(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "powers/add/"), "Record a power")


def power_check_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(opened_case(town.caseworker), "powers/check/"), "")
    desk.press("Save")
    return "There is a problem"


STATES: tuple[State, ...] = (
    plan_none,
    plan,
    plan_need_with_mistakes,
    plan_measure,
    plan_action,
    plan_action_end,
    powers,
    power_add,
    power_check_with_mistakes,
)
