"""A victim's case with people who are named to read what is protected."""

import pytest

from casework.cases.models import Case, Role
from casework.safe_contact.models import Part
from tests.access.protection import named
from tests.town import Town, opened_case


@pytest.fixture
def theirs(town: Town) -> Case:
    """A victim's case whose lead and one teammate are named for both parts; nothing is written down yet."""
    made = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    for part in Part:
        for user in (town.caseworker, town.teammate):
            named(town.caseworker, user, made, part)
    return made
