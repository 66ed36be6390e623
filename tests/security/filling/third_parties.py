"""That a third party was told about somebody."""

from accounts.roles import Role
from tests.cast import make_user
from tests.multiagency.third_parties.deciding import decided, written
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """About the person who offends."""
    manager = make_user(town.partnership, town.police, Role.TEAM_MANAGER)
    written(town.caseworker, told.offender, decided(manager))
