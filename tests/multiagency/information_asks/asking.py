"""Asks of other agencies, as a caseworker writes them down."""

from django.utils import timezone

from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.information_asks.models import InformationAsk, Outcome, Reason
from multiagency.information_asks.services import Asked, record_ask
from tests.cast import actor
from vault.ids import uuid7

QUESTION = "Has he kept his appointments since the ninth?"


def asked(agency: Agency, outcome: Outcome = Outcome.DECLINED, reason: Reason | None = Reason.NO_POWER) -> Asked:
    """What was asked of an agency today, and that it declined where nothing else is said."""
    return Asked(
        agency, timezone.localdate(), Purpose.OFFENDER_MANAGEMENT, [Category.SENTENCE_LICENCE], QUESTION, outcome,
        reason, "They ask for it in writing",
    )  # fmt: skip


def written(user: User, case: Case, what: Asked) -> InformationAsk:
    """That ask, written down on a case."""
    who = actor(user)
    with acting(who):
        return record_ask(actor=who, case=case, ask_id=uuid7(), asked=what)


def filled(agency: Agency, **said: object) -> dict[str, object]:
    """The form as it is filled in."""
    return {
        "id": uuid7(), "agency": agency.pk, "asked_on": f"{timezone.localdate():%d/%m/%Y}",
        "purpose": "OFFENDER_MANAGEMENT", "categories": ["SENTENCE_LICENCE"], "question": QUESTION,
        "outcome": "DECLINED", "reason": "NO_POWER", "said": "They ask for it in writing",
    } | said  # fmt: skip
