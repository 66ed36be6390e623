"""A request of the police about the victim."""

from tests.casework.material_requests.asking import written
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """On the victim's case."""
    written(town.caseworker, told.victim)
