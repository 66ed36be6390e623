"""The register of conditions."""

from accounts.models import User
from accounts.roles import Role
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.cast import PASSWORD, make_user
from tests.multiagency.conditions.relying import days, relied, written_anew
from tests.town import Town


def _officer(town: Town) -> User:
    return make_user(town.partnership, town.police, Role.DPO, name="Dee Peo", password=PASSWORD)


def conditions_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/conditions/", "Nothing is on the register")


def conditions(desk: Desk, town: Town) -> str:
    officer = _officer(town)
    relied(officer)
    relied(officer, "SCH1_10", review_on=days(-5))
    relied(officer, "SCH8_4", from_on=days(3))
    relied(officer, "SCH1_6", until_on=days(-1))
    return opened(desk, officer, "/conditions/", "Document out of date")


def condition(desk: Desk, town: Town) -> str:
    officer = _officer(town)
    row = relied(officer, review_on=days(-5))
    written_anew(officer, row)
    return opened(desk, officer, f"/conditions/{row.entry}/", "What it said before")


def condition_added(desk: Desk, town: Town) -> str:
    return opened(desk, _officer(town), "/conditions/add/", "For which data?")


def condition_added_with_mistakes(desk: Desk, town: Town) -> str:
    condition_added(desk, town)
    desk.press("Save")
    return "There is a problem"


def condition_changed(desk: Desk, town: Town) -> str:
    officer = _officer(town)
    return opened(desk, officer, f"/conditions/{relied(officer).entry}/change/", "Write this down anew")


STATES: tuple[State, ...] = (
    conditions_none,
    conditions,
    condition,
    condition_added,
    condition_added_with_mistakes,
    condition_changed,
)
"""Every page of the register of conditions."""
