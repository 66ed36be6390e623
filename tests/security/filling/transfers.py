"""A transfer pack with its papers, its answers and a conversation."""

from casework.categories import Category
from multiagency.transfers.moves import Move
from tests.multiagency.sharing.sending import agreed
from tests.multiagency.transfers.moving import handover, moved, waiting
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The offender moves to where probation is."""
    agreed(town, Category.INTERVENTION_RECORD)
    world = handover(town, told.offender)
    moved(world, waiting(world), Move.TALK)
