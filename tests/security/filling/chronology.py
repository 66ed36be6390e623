"""A line in the chronology, and somebody who looked at it."""

from accounts.context import acting
from casework.chronology.services import looked
from tests.casework.chronology.lines import happened
from tests.cast import actor
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """Something happened on the offender's case."""
    who = actor(town.caseworker)
    with acting(who):
        looked(who, told.offender)
    happened(town.caseworker, told.offender, "Was seen at the Blue Heron")
