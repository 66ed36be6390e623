"""Conflicts of interest: declaring one's own, and looking after those of the agency's staff."""

from accounts.roles import Role
from tests.access.world import in_conflict
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.cast import PASSWORD, make_user
from tests.town import Town, opened_case


def conflict_to_declare(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker), "conflict/"), "You lead this case.")


def conflict_without_saying_how(desk: Desk, town: Town) -> str:
    conflict_to_declare(desk, town)
    desk.press("I know this person")
    return "There is a problem"


def conflict_declared(desk: Desk, town: Town) -> str:
    conflict_to_declare(desk, town)
    desk.page.get_by_label("Friend").check()
    desk.press("I know this person")
    return "You no longer see the cases of this person."


def conflicts_of_the_agency(desk: Desk, town: Town) -> str:
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,), password=PASSWORD)
    case = opened_case(town.caseworker, team=town.team)
    for user in (town.caseworker, town.teammate):
        in_conflict(town.auditor, user, case)
    return opened(desk, manager, "/conflicts/", "Still leads")


def conflicts_none_yet(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/conflicts/", "No conflicts of interest")


def conflict_of_a_case_that_is_not_overseen(desk: Desk, town: Town) -> str:
    conflicts_none_yet(desk, town)
    desk.page.get_by_label("Case reference").fill("RT-2222-2222")
    desk.page.get_by_label("Colleague", exact=True).select_option(label=town.colleague.name)
    desk.page.get_by_label("Neighbour").check()
    desk.press("Hide these cases from them")
    return "You oversee no case with this reference."


STATES: tuple[State, ...] = (
    conflict_to_declare,
    conflict_without_saying_how,
    conflict_declared,
    conflicts_of_the_agency,
    conflicts_none_yet,
    conflict_of_a_case_that_is_not_overseen,
)
