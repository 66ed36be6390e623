"""A relationship, and a colleague of whom somebody found no conflict."""

from accounts.context import acting
from casework.relationships.services import rule_out
from tests.casework.relationships.ties import related
from tests.cast import actor
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """Who somebody is to the offender, and who is in no conflict with them."""
    related(town.caseworker, told.offender)
    who = actor(town.auditor)
    with acting(who):
        rule_out(actor=who, case=told.offender, user=town.teammate)
