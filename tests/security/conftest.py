"""The town that these tests happen in."""

import pytest

from tests.security.story import Story, tell
from tests.town import Town, make_town


@pytest.fixture
def town(db: None) -> Town:
    """A partnership of three agencies."""
    return make_town()


@pytest.fixture
def story(town: Town) -> Story:
    """One person in the town, about whom everything is known."""
    return tell(town)
