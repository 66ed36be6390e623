"""Safe contact: who is named, and what they read."""

from casework.cases.models import Role
from tests.access.protection import protected
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.town import Town, opened_case


def safe_contact_nobody_named(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "safe-contact/"), "Nobody is named yet")


def safe_contact(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    protected(town.caseworker, town.teammate, case)
    return opened(desk, town.caseworker, of(case, "safe-contact/"), "Terry Mate")


def safe_contact_with_mistakes(desk: Desk, town: Town) -> str:
    safe_contact(desk, town)
    desk.press("Let them read it")
    return "There is a problem"


def safe_contact_refused(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "safe-contact/location/"), "Only people who are named for it")


def safe_contact_words(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    protected(town.caseworker, town.teammate, case)
    return opened(desk, town.teammate, of(case, "safe-contact/location/"), "Sentinel Mews")


STATES: tuple[State, ...] = (
    safe_contact_nobody_named,
    safe_contact,
    safe_contact_with_mistakes,
    safe_contact_refused,
    safe_contact_words,
)
