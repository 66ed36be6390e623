"""Who is who to the person of a case, drawn and listed; and colleagues to check."""

from accounts.roles import Role as StaffRole
from casework.cases.models import Case, Role
from casework.relationships.kinds import Kind, Risk
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.relationships.ties import related
from tests.cast import PASSWORD, make_user
from tests.town import Town, known_person, opened_case


def victim_with_many(town: Town) -> Case:
    case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    harms = opened_case(town.caseworker, known_person(town.caseworker, "Jasper", "Thorncastle"))
    friend = opened_case(town.caseworker, known_person(town.caseworker, "Ambrose", "Pettigrew"))
    related(town.caseworker, case, "Jasper Thorncastle", other=harms, risk=Risk.FROM_OTHER, words="Violent since 2019")
    related(town.caseworker, case, "Little Featherstonehaugh-Cholmondeley", Kind.CHILD, risk=Risk.TO_OTHER)
    related(town.caseworker, case, "Ambrose Pettigrew", Kind.NEIGHBOUR, other=friend, risk=Risk.NONE_FOUND)
    related(town.caseworker, harms, "Ambrose Pettigrew", Kind.CO_OFFENDER, other=friend)
    related(town.caseworker, harms, "Ottoline Vane", Kind.PARTNER, risk=Risk.TO_OTHER)
    return case


def relationships_drawn(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(victim_with_many(town), "relationships/"), "One step further")


def relationships_none(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, of(case, "relationships/"), "No relationships recorded")


def relationship_impossible(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    opened(desk, town.caseworker, of(case, "relationships/add/"), "")
    desk.fill("Reference of a case of theirs", case.reference)
    for label in ("Neighbour", "Looked for, none found", "Fact: it is confirmed"):
        desk.choose(label)
    desk.tap(desk.page.locator("#id_known label").last)
    desk.press("Save the relationship")
    return "Nobody is related to themselves"


def relationship_withdrawing(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    row = related(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, f"relationships/{row.pk}/withdraw/"), "Withdraw a relationship")


def conflicts_to_check(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, team=town.team)
    related(town.caseworker, case, "Cole League")
    teams, manages = (town.team,), StaffRole.TEAM_MANAGER
    manager = make_user(town.partnership, town.police, manages, teams=teams, password=PASSWORD)
    return opened(desk, manager, "/conflicts/check/", "has the same name as")


def conflicts_nobody_to_check(desk: Desk, town: Town) -> str:
    manager = make_user(town.partnership, town.police, StaffRole.TEAM_MANAGER, password=PASSWORD)
    return opened(desk, manager, "/conflicts/check/", "Nobody to check")


STATES: tuple[State, ...] = (
    relationships_drawn,
    relationships_none,
    relationship_impossible,
    relationship_withdrawing,
    conflicts_to_check,
    conflicts_nobody_to_check,
)
