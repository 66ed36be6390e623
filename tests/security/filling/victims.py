"""What is said of a victim case."""

from tests.casework.victims.saying import everything_said
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """One row of each kind, on the victim's case."""
    everything_said(town.caseworker, told.victim)
