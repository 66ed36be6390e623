"""An entry that mentions a colleague and is signed off."""

from accounts.context import acting
from accounts.roles import Role
from casework.interventions.following import mention, sign_off
from tests.cast import actor, make_user
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The caseworker's note mentions a teammate, and a manager of the team signs it off."""
    (row, *_), case = told.interventions, told.offender
    manager = actor(make_user(town.partnership, town.police, Role.TEAM_MANAGER, teams=(town.team,)))
    with acting(manager):
        sign_off(actor=manager, case=case, row=row)
    writer = actor(town.caseworker)
    with acting(writer):
        mention(actor=writer, case=case, row=row, users=[town.teammate])
