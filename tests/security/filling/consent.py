"""Consent, capacity, wishes and taking part; lawful bases and intelligence."""

from django.utils import timezone

from accounts.context import acting
from casework.bases.models import Basis
from casework.bases.services import NewBasis, choose_basis
from casework.cases.selectors import open_case
from casework.consent.capacity import record_finding
from casework.purposes import Purpose
from casework.wishes.models import Participation
from casework.wishes.services import NewAnswer, NewWishes, record_agreement, write_wishes
from tests.casework.consent.answers import answered, finding, yes
from tests.casework.intelligence.items import approved, known, recorded
from tests.cast import actor
from tests.security.story import Story
from tests.town import Town


def fill(town: Town, told: Story) -> None:
    """Everything of it on the victim's case."""
    who, today = actor(town.caseworker), timezone.localdate()
    answered(town.caseworker, told.victim, yes(town.charity))
    with acting(who):
        record_finding(actor=who, case=told.victim, new=finding())
        write_wishes(actor=who, case=told.victim, new=NewWishes("A new lock", today))
        record_agreement(actor=who, case=told.victim, new=NewAnswer(Participation.AGREED, "Weekly calls", today))
        basis = NewBasis(Purpose.VICTIM_SUPPORT, Basis.PUBLIC_TASK, "Police duty")
        choose_basis(actor=who, opened=open_case(who, told.victim.reference), new=basis)
    approved(
        town.caseworker,
        recorded(town.caseworker, told.victim, known(handling="C", conditions="Ask first")),
        town.probation,
    )
