"""Lists of cases."""

from accounts.roles import Role
from casework.cases.models import Priority
from casework.categories import Category
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.casework.my_day.dates import due
from tests.cast import PASSWORD, make_user
from tests.town import Town, known_person, opened_case, shared


def day_with_everything(desk: Desk, town: Town) -> str:
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,), password=PASSWORD)
    opened_case(town.caseworker, team=town.team)
    for days, priority in enumerate(Priority):
        due(opened_case(manager, priority=priority), manager, days * 3 - 4)
    opened_case(manager)
    return opened(desk, manager, "/", "What my cases lack")


def day_with_nothing_due(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/", "Nothing is due")


def day_of_an_officer(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/", "You work no cases")


def list_without_cases(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/cases/", "You have no cases yet")


def list_of_many(desk: Desk, town: Town) -> str:
    person = known_person(town.caseworker, family="Featherstonehaugh-Cholmondeley-Majoribanks-Cockburn")
    for _ in range(26):
        opened_case(town.caseworker, person)
    return opened(desk, town.caseworker, "/cases/", "Next page")


def list_after_the_first_page(desk: Desk, town: Town) -> str:
    list_of_many(desk, town)
    desk.page.get_by_role("link", name="Next page").click()
    return "Back to the first page"


def list_filtered_to_nothing(desk: Desk, town: Town) -> str:
    opened_case(town.caseworker)
    return opened(desk, town.caseworker, "/cases/?scope=team&role=VICTIM", "No cases match")


def list_of_shared_and_sealed_cases(desk: Desk, town: Town) -> str:
    shared(town.caseworker, opened_case(town.caseworker), town.probation, Category.IDENTITY)
    shared(town.caseworker, opened_case(town.caseworker), town.probation, Category.INTERVENTION_RECORD)
    return opened(desk, town.partner, "/cases/?scope=all", "Westhaven Police")


def list_of_somebody_who_audits(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/", "You work no cases")


STATES: tuple[State, ...] = (
    day_with_everything,
    day_with_nothing_due,
    day_of_an_officer,
    list_without_cases,
    list_of_many,
    list_after_the_first_page,
    list_filtered_to_nothing,
    list_of_shared_and_sealed_cases,
    list_of_somebody_who_audits,
)
