"""What tests of this floor stand on."""

import pytest

from tests.town import Town, make_town


@pytest.fixture
def town(db: None) -> Town:
    """A partnership of three agencies, with people in every relation to a case."""
    return make_town()
