"""An order and a breach of it."""

from tests.casework.orders.ordered import breached, ordered
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The offender is on licence, and broke a condition."""
    breached(town.caseworker, told.offender, ordered(town.caseworker, told.offender))
