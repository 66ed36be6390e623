"""An ask of another agency, which declined."""

from tests.multiagency.information_asks.asking import asked, written
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """About the person who offends."""
    written(town.caseworker, told.offender, asked(town.probation))
