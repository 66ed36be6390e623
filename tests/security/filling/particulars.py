"""A part of what is known of a person."""

from casework.particulars.vocabulary import Part
from tests.casework.particulars.saying import ETHNICITY, said
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """Somebody's ethnicity is recorded."""
    said(town.caseworker, told.offender.person, Part.ETHNICITY, ETHNICITY)
