"""Consent and wishes: what they agreed to, asking, and taking it back."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.consent.capacity import record_finding
from casework.wishes.models import AboutSharing, Participation
from casework.wishes.services import NewAnswer, NewWishes, record_agreement, write_wishes
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.consent.answers import answered, finding, shared_by, withdrawn, yes
from tests.cast import actor
from tests.town import Town, opened_case, shared


def told(town: Town) -> Case:
    """A victim's case with everything of it on record."""
    case, user = opened_case(town.caseworker, role=Role.VICTIM), town.caseworker
    first = answered(user, case, yes(town.probation))
    shared_by(user, case, first, town.probation)
    withdrawn(user, case, first)
    second = answered(user, case, yes(town.charity, evidence="Yes, but only my number"))
    shared_by(user, case, second, town.charity)
    shared(user, case, town.probation, Category.SAFEGUARDING_CONCERN)
    who, today = actor(user), timezone.localdate()
    with acting(who):
        record_finding(actor=who, case=case, new=finding())
        earlier = NewWishes("Nothing. Leave me be.", today - timedelta(days=40))
        write_wishes(actor=who, case=case, new=earlier)
        words = "I want a new lock, and I don't want him to know I rang you."
        write_wishes(actor=who, case=case, new=NewWishes(words, today, AboutSharing.REFUSED))
        new = NewAnswer(Participation.AGREED, "Weekly calls with an advocate", today, "If it is always the same person")
        record_agreement(actor=who, case=case, new=new)
    return case


def consent_empty(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "consent/"), "Not having been asked is not consent")


def consent(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(told(town), "consent/"), "Earlier answers about consent")


def consent_withdrawn(desk: Desk, town: Town) -> str:
    consent(desk, town)
    desk.page.get_by_role("button", name="Withdraw").first.click()
    return "Consent is withdrawn"


def case_with_wishes(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(told(town)), "I want a new lock")


def consent_asked(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "consent/ask/"), "Is anything unclear?")


def consent_asked_with_mistakes(desk: Desk, town: Town) -> str:
    consent_asked(desk, town)
    desk.press("Record their answer")
    return "There is a problem"


def capacity(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "consent/capacity/"), "Which decision?")


def wishes(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "wishes/"), "Their own words")


def agreement(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "agreement/"), "In what?")


STATES: tuple[State, ...] = (
    consent_empty,
    consent,
    consent_withdrawn,
    case_with_wishes,
    consent_asked,
    consent_asked_with_mistakes,
    capacity,
    wishes,
    agreement,
)
