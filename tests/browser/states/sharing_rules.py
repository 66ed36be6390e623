"""The rules of sharing."""

from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.town import Town


def rules_of_sharing(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/sharing/rules/", "all of these are looked at")


def rules_of_sharing_of_a_version(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/sharing/rules/?version=2026-02", "in force since 5 February 2026")


STATES: tuple[State, ...] = (rules_of_sharing, rules_of_sharing_of_a_version)
