"""An assessment, and a set of questions that the partnership installed."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.roles import Role
from casework.assessments.services import install_questions
from tests.casework.assessments.files import LOCAL
from tests.casework.assessments.making import assessed
from tests.cast import actor, make_user
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The victim is assessed, and the administrator installs questions that begin tomorrow."""
    assessed(town.caseworker, told.victim)
    who = actor(make_user(town.partnership, town.police, Role.PARTNERSHIP_ADMINISTRATOR))
    tomorrow = timezone.localdate() + timedelta(days=1)
    with acting(who):
        install_questions(actor=who, definition=LOCAL.format(day=tomorrow.isoformat()))
