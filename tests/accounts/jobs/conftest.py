"""The town in which the tests ask for work."""

import pytest

from tests.town import Town, make_town


@pytest.fixture
def town(db: None) -> Town:
    """A partnership of three agencies."""
    return make_town()
