"""A line in the chronology."""

from tests.casework.chronology.lines import happened
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """Something happened on the offender's case."""
    happened(town.caseworker, told.offender, "Was seen at the Blue Heron")
