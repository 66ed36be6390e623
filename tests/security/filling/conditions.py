"""A condition on which the police rely."""

from accounts.roles import Role
from tests.cast import make_user
from tests.multiagency.conditions.relying import relied
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, _told: Story) -> None:
    """For mental health data."""
    relied(make_user(town.partnership, town.police, Role.DPO))
