"""Answers about consent, for tests that tell a story."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case, CaseShare, Role
from casework.cases.selectors import open_case
from casework.cases.services import NewCase, start_case
from casework.categories import Category
from casework.consent.answering import Answered, NewConsent
from casework.consent.capacity import NewFinding
from casework.consent.models import Consent
from casework.consent.selectors import ConsentFacts, consent_facts
from casework.consent.services import record_consent, share_by_consent, withdraw_consent
from casework.consent.states import Capacity, State
from casework.consent.wordings import wording_on
from casework.dates import PartialDate
from casework.people.details import PersonDetails
from casework.people.services import add_person
from casework.purposes import Purpose
from tests.cast import actor
from tests.deciding import allowed


def yes(*agencies: Agency, **changed: Any) -> NewConsent:
    """A whole answer: yes to contact details, for support, said today."""
    today = timezone.localdate()
    whole = NewConsent(
        state=State.GIVEN, purposes=frozenset({Purpose.VICTIM_SUPPORT.value}),
        categories=frozenset({Category.CONTACT.value}), recipients=frozenset(agency.pk for agency in agencies),
        wording=wording_on(today).version, how=Answered.SAID, evidence="Yes, tell the shelter my number",
        answered_on=today, expires_on=today + timedelta(days=90),
    )  # fmt: skip
    return replace(whole, **changed)


def finding(**changed: Any) -> NewFinding:
    """That she cannot decide about her number, for a fortnight."""
    today = timezone.localdate()
    whole = NewFinding(
        Capacity.LACKS, "Whether the shelter may have her number", today, today + timedelta(days=14),
        assessor="Dr Amara Okonedo", support_tried="Asked on two mornings, with pictures, her sister beside her",
        best_interests="She trusted the shelter before the injury", less_restrictive="Waiting until she is home",
    )  # fmt: skip
    return replace(whole, **changed)


def answered(user: User, case: Case, new: NewConsent) -> Consent:
    """The answer, taken down by the user."""
    who = actor(user)
    with acting(who):
        return record_consent(actor=who, opened=open_case(who, case.reference), new=new)


def shared_by(user: User, case: Case, consent: Consent, agency: Agency, *categories: Category) -> list[CaseShare]:
    """What is shared by a consent."""
    who = actor(user)
    with acting(who):
        rows = allowed(who, case, agency, categories or (Category.CONTACT,))
        decisions = {Category(row.category): row.pk for row in rows}
        return share_by_consent(actor=who, case=case, consent=consent, agency=agency, decisions=decisions)


def withdrawn(user: User, case: Case, consent: Consent) -> Consent:
    """The consent, taken back."""
    who = actor(user)
    with acting(who):
        return withdraw_consent(actor=who, case=case, consent=consent)


def facts(user: User, case: Case) -> ConsentFacts:
    """What the sharing decision would be told."""
    who = actor(user)
    with acting(who):
        return consent_facts(who, open_case(who, case.reference))


def child_case(user: User, age: int) -> Case:
    """A victim's case about somebody of this age."""
    who, today = actor(user), timezone.localdate()
    born = PartialDate(today.replace(year=today.year - age, day=1))
    with acting(who):
        person = add_person(actor=who, details=PersonDetails(given="Wren", family="Holloway", born=born))
        return start_case(actor=who, person=person, case=NewCase(Role.VICTIM, "Hurt at home"))
