"""Asking whether other agencies know somebody."""

from accounts.models import User
from accounts.roles import Role
from casework.categories import Category
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.cast import PASSWORD, make_user
from tests.multiagency.agreements.agreeing import clauses, in_force
from tests.multiagency.known_to.asking import worked
from tests.town import Town, known_person


def officer_of(town: Town) -> User:
    """A caseworker at probation, whom the police may tell what a hit tells."""
    said = clauses(town.police, town.probation, Category.IDENTITY, Category.OFFENDING_HISTORY)
    in_force(town, [said], town.probation)
    return make_user(town.partnership, town.probation, Role.CASEWORKER, name="Olive Fisher", password=PASSWORD)


def known_to_others(desk: Desk, town: Town) -> str:
    worked(town.caseworker)
    opened(desk, officer_of(town), "/people/known-to/", "Ask the agencies")
    desk.fill("Given name", "Quillon")
    desk.fill("Family name, business or venue", "Featherstonehaugh")
    desk.fill("Date of birth", "9/3/1984")
    desk.page.get_by_label("What do you need to know it for?").select_option("OFFENDER_MANAGEMENT")
    desk.press("Ask the agencies")
    return "1 agency knows them"


def known_to_others_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, "/people/known-to/", "Ask the agencies")
    desk.press("Ask the agencies")
    return "There is a problem"


def person_known_to_others(desk: Desk, town: Town) -> str:
    officer = officer_of(town)
    own = worked(officer)
    opened(desk, officer, f"/people/{own.person_id}/known-to/", "Ask the agencies")
    desk.page.get_by_label("What do you need to know it for?").select_option("OFFENDER_MANAGEMENT")
    desk.press("Ask the agencies")
    return "No hit does not mean"


def person_too_little_known_to_ask(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    return opened(desk, town.caseworker, f"/people/{known.pk}/known-to/", "Their whole date of birth is not recorded")


STATES: tuple[State, ...] = (
    known_to_others,
    known_to_others_with_mistakes,
    person_known_to_others,
    person_too_little_known_to_ask,
)
