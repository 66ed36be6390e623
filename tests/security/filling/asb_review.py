"""An ASB case review of the victim."""

from tests.casework.asb_review.applying import refused_review
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """An application and what came of it, on the victim's case."""
    refused_review(town.caseworker, told.victim)
