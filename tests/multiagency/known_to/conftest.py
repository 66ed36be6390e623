"""Who asks in these tests."""

import pytest

from accounts.models import User
from accounts.roles import Role
from tests.cast import PASSWORD, make_user
from tests.multiagency.known_to.asking import agree
from tests.town import Town


@pytest.fixture
def officer(town: Town) -> User:
    """A caseworker at probation, whom an agreement lets ask the police."""
    agree(town, town.police)
    return make_user(town.partnership, town.probation, Role.CASEWORKER, name="Olive Fisher", password=PASSWORD)
