"""A judgement of where somebody stands."""

from tests.casework.standing.judged import rated
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The offender is rated amber."""
    rated(town.caseworker, told.offender)
