"""Marks on both cases, and one on an item."""

from casework.handling.models import Kind
from tests.casework.handling.marking import an_item, placed
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """One on each case, and one on the first intervention of the offender's."""
    for case in (told.offender, told.victim):
        placed(town.caseworker, case, Kind.OFFICIAL_SENSITIVE)
    placed(town.caseworker, told.offender, Kind.DISPUTED, an_item(town.caseworker, told.offender, "name"))
