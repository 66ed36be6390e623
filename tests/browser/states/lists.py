"""Lists of cases."""

from casework.categories import Category
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.town import Town, known_person, opened_case, shared


def list_without_cases(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/", "You have no cases yet")


def list_of_many(desk: Desk, town: Town) -> str:
    person = known_person(town.caseworker, family="Featherstonehaugh-Cholmondeley-Majoribanks-Cockburn")
    for _ in range(26):
        opened_case(town.caseworker, person)
    return opened(desk, town.caseworker, "/", "Next page")


def list_after_the_first_page(desk: Desk, town: Town) -> str:
    list_of_many(desk, town)
    desk.page.get_by_role("link", name="Next page").click()
    return "Back to the first page"


def list_filtered_to_nothing(desk: Desk, town: Town) -> str:
    opened_case(town.caseworker)
    return opened(desk, town.caseworker, "/?scope=team&role=VICTIM", "No cases match")


def list_of_shared_and_sealed_cases(desk: Desk, town: Town) -> str:
    shared(town.caseworker, opened_case(town.caseworker), town.probation, Category.IDENTITY)
    shared(town.caseworker, opened_case(town.caseworker), town.probation, Category.INTERVENTION_RECORD)
    return opened(desk, town.partner, "/?scope=all", "Westhaven Police")


def list_of_somebody_who_audits(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/", "You work no cases")


STATES: tuple[State, ...] = (
    list_without_cases,
    list_of_many,
    list_after_the_first_page,
    list_filtered_to_nothing,
    list_of_shared_and_sealed_cases,
    list_of_somebody_who_audits,
)
