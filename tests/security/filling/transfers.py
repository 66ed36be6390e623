"""A transfer pack with a paper, its answers and a move."""

from tests.multiagency.transfers.moving import row_of_pack
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The offender moves to an area outside."""
    row_of_pack(town.caseworker, told.offender)
