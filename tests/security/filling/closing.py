"""A case closed and opened again."""

from tests.casework.closing.turns import closed, reopened
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The victim's case ends and begins anew."""
    reopened(town.caseworker, closed(town.caseworker, told.victim))
