"""A place on a cohort."""

from tests.casework.listings.listed import listed
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The offender is listed."""
    listed(town.caseworker, told.offender)
