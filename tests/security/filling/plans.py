"""A need with a measure and an action, a power and a check."""

from django.utils import timezone

from accounts.context import acting
from casework.powers.models import Decision, Done, Power
from casework.powers.services import NewCheck, NewDecision, check_response, record_power
from tests.casework.plans.making import acted, needed
from tests.cast import actor
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """The plan of the offender's case, and what was decided about powers."""
    acted(town.caseworker, told.offender, needed(town.caseworker, told.offender))
    who = actor(town.caseworker)
    with acting(who):
        used = NewDecision(Power.CBO, Decision.USED, "Breached the last one", timezone.localdate())
        record_power(actor=who, case=told.offender, new=used)
        check_response(actor=who, case=told.offender, new=NewCheck(Done.YES, Done.NOT_KNOWN, "Rang the ward"))
