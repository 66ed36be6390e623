"""Taking consent back: two clicks, in force from the next request, and what was shared before stays lawful."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.outbox.models import Message
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import CASE_SHARED
from casework.cases.models import Case, CaseShare, Role
from casework.cases.policies import visible_cases
from casework.cases.selectors import open_case
from casework.categories import Category
from casework.consent.models import Consent
from casework.consent.services import review_due_on_transfer
from casework.consent.states import State
from casework.people.models import Person
from casework.shares.granting import share_case
from casework.shares.stopping import end_share
from tests.casework.consent.answers import answered, facts, shared_by, withdrawn, yes
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, decided, opened_case, shared
from vault.models import KeyGrant


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


@pytest.fixture
def consent(town: Town, case: Case) -> Consent:
    """Probation sees who they are and how to contact them, because they agreed to it."""
    everything = frozenset({Category.CONTACT.value, Category.IDENTITY.value})
    kept = answered(town.caseworker, case, yes(town.probation, categories=everything))
    shared_by(town.caseworker, case, kept, town.probation, Category.CONTACT, Category.IDENTITY)
    return kept


def sees(town: Town, case: Case) -> bool:
    with acting(who := actor(town.partner)):
        return visible_cases(who).filter(pk=case.pk).exists()


def keys(town: Town, case: Case) -> int:
    with acting(actor(town.caseworker)):
        return KeyGrant.objects.filter(agency_id=town.probation.pk, subject_id=case.pk).count()


def test_con_04_withdrawing_stops_what_rests_on_it_from_the_next_request(
    town: Town, case: Case, consent: Consent
) -> None:
    browser, page = signed_in(town.partner), f"/cases/{case.reference}/"
    assert browser.get(page).status_code == 200
    assert keys(town, case)
    withdrawn(town.caseworker, case, consent)
    assert browser.get(page).status_code == 404
    assert not keys(town, case)
    known = facts(town.caseworker, case).about("VICTIM_SUPPORT", "CONTACT", town.probation.pk, timezone.localdate())
    assert known.consent == "WITHDRAWN"  # for which the sharing decision answers BLOCK_OVERRIDABLE by R50 (DC41)
    with acting(who := actor(town.partner)), pytest.raises(NotKnown):
        open_case(who, case.reference)


def test_con_04_two_clicks_from_the_page_of_the_case(town: Town, case: Case, consent: Consent) -> None:
    browser = signed_in(town.caseworker)
    first = f"/cases/{case.reference}/consent/"
    second = f"{first}{consent.pk}/withdraw/"
    assert f'href="{first}"' in browser.get(f"/cases/{case.reference}/").content.decode()
    assert f'action="{second}"' in browser.get(first).content.decode()
    page = browser.post(second, follow=True).content.decode()
    assert "Consent is withdrawn" in page
    assert not sees(town, case)


def test_con_04_what_has_another_basis_goes_on_and_is_listed(town: Town, case: Case, consent: Consent) -> None:
    shared(town.caseworker, case, town.charity, Category.SAFEGUARDING_CONCERN)
    withdrawn(town.caseworker, case, consent)
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/consent/").content.decode()
    listed = page.split("Shared without resting on consent")[1].split("Taking part")[0]
    assert "Night Shelter Outreach: Safeguarding concerns" in listed
    assert "Westhaven Probation" not in listed


def test_con_04_recipients_are_told_without_a_word_of_the_case(town: Town, case: Case, consent: Consent) -> None:
    withdrawn(town.caseworker, case, consent)
    told = Message.objects.filter(notice="casework.shared_no_more").values_list("user_id", flat=True)
    with acting(actor(town.partner)):
        assert set(told) == {town.partner.pk}


def test_con_04_past_looks_stay_on_record(town: Town, case: Case, consent: Consent) -> None:
    with acting(who := actor(town.partner)):
        open_case(who, case.reference)
    withdrawn(town.caseworker, case, consent)
    with acting(actor(town.lead_auditor)):
        assert Event.objects.filter(act="case.look", actor_id=str(town.partner.pk), subject_id=str(case.pk)).exists()
        assert Event.objects.filter(act="consent.withdraw", facts__consent=str(consent.pk)).count() == 1


def test_withdrawing_twice_changes_nothing_and_it_is_never_brought_back(
    town: Town, case: Case, consent: Consent
) -> None:
    once = withdrawn(town.caseworker, case, consent)
    assert withdrawn(town.caseworker, case, consent).withdrawn_at == once.withdrawn_at
    who = actor(town.caseworker)
    with acting(who), event(CASE_SHARED, by=who):
        back = "UPDATE casework_consent SET withdrawn_at = NULL, withdrawn_by_id = NULL"
        assert "asked for again, not brought back" in refused(back)
        assert "does not hold" in refused("UPDATE casework_caseshare SET suspended_at = NULL")


def test_the_database_lets_nothing_be_taken_back_while_it_is_shared_by(town: Town, consent: Consent) -> None:
    who = actor(town.caseworker)
    taken = "UPDATE casework_consent SET withdrawn_at = now(), withdrawn_by_id = %s"
    with acting(who), event(CASE_SHARED, by=who):
        assert "while something is shared" in refused(taken, who.principal)


def test_a_later_no_is_worth_a_withdrawal(town: Town, case: Case, consent: Consent) -> None:
    everything = frozenset({Category.CONTACT.value, Category.IDENTITY.value})
    answered(town.caseworker, case, yes(town.probation, state=State.REFUSED, categories=everything))
    assert not sees(town, case)


def test_con_06_what_rested_on_consent_is_not_shared_on_another_basis(town: Town, case: Case, consent: Consent) -> None:
    withdrawn(town.caseworker, case, consent)
    who = actor(town.caseworker)
    with acting(who):
        assert end_share(actor=who, case=case, agency=town.probation) == 0  # nor by ending it first
        granted = decided(town.caseworker, case, town.probation, Category.CONTACT)
        with pytest.raises(NotPermitted, match=r"case\.share") as refusal:
            share_case(actor=who, case=case, agency=town.probation, granted=granted)
    assert "no longer holds" in str(refusal.value.words)
    again = answered(town.caseworker, case, yes(town.probation, evidence="Yes, I have thought about it again"))
    shared_by(town.caseworker, case, again, town.probation)
    with acting(who):
        live = CaseShare.objects.filter(case=case, suspended_at=None).values_list("category", flat=True)
        assert list(live) == [Category.CONTACT]  # what they agreed to anew, and no more


def test_nothing_is_shared_by_consent_beyond_what_it_covers_or_longer_than_it_holds(
    town: Town, case: Case, consent: Consent
) -> None:
    with pytest.raises(ValidationError):
        shared_by(town.caseworker, case, consent, town.charity)
    with pytest.raises(ValidationError):
        shared_by(town.caseworker, case, consent, town.probation, Category.HEALTH_MENTAL)
    (share,) = shared_by(town.caseworker, case, consent, town.probation)
    assert timezone.localtime(share.ends_at).date() == consent.expires_on + timedelta(days=1)
    who = actor(town.caseworker)
    with acting(who), event(CASE_SHARED, by=who):
        longer = "UPDATE casework_caseshare SET ends_at = ends_at + interval '1 second' WHERE id = %s"
        assert "does not hold" in refused(longer, share.pk)


def test_p18_a_transfer_makes_consent_due_again_and_nothing_new_rests_on_it(
    town: Town, case: Case, consent: Consent
) -> None:
    who = actor(town.caseworker)
    with acting(who):
        assert review_due_on_transfer(actor=who, case=case) == 1
        assert review_due_on_transfer(actor=who, case=case) == 0
    known = facts(town.caseworker, case).about("VICTIM_SUPPORT", "CONTACT", town.probation.pk, timezone.localdate())
    assert known.consent == "EXPIRED"
    with pytest.raises(ValidationError):
        shared_by(town.caseworker, case, consent, town.probation, Category.CONTACT)
    page = signed_in(town.caseworker).get(f"/cases/{case.reference}/consent/").content.decode()
    assert "Ask again: the case changed hands" in page
    assert sees(town, case)  # the person has not changed their mind


def test_consent_is_the_owners_alone(town: Town, case: Case, consent: Consent) -> None:
    shared(town.caseworker, case, town.probation, Category.PROFESSIONAL_CONTACT)
    with acting(actor(town.partner)):
        assert Person.objects.exists()
        assert not Consent.objects.exists()
    assert signed_in(town.partner).get(f"/cases/{case.reference}/consent/").status_code == 403
