"""Places on cohorts: given with a reason and an end, reviewed, never open-ended, and never minutes of MAPPA."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import Case, Role
from casework.listings import policies
from casework.listings.models import Programme, State
from casework.listings.policies import ListingRule
from casework.listings.services import AlreadyListed, Decision, list_person
from casework.refusals import ChangedMeanwhile
from tests.casework.listings.listed import WHY, decided, decision_form, ended, listed, reviewed
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, opened_case

MINUTES = """MAPPA B. Minutes of the Level 2 meeting held on 3 November. Apologies: housing.
Risk management plan: weekly visits. Disclosure considered and not made."""


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def page(client: Client, case: Case, rest: str = "listings/") -> str:
    return client.get(f"/cases/{case.reference}/{rest}").content.decode()


def test_a_place_says_why_who_reviews_it_when_and_until_when(town: Town, case: Case, caseworker: Client) -> None:
    listed(town.caseworker, case)
    for text in (page(caseworker, case), page(caseworker, case, "")):
        assert "Integrated offender management" in text
    text = page(caseworker, case)
    assert WHY in text
    assert "Casey Worker" in text
    assert "Fixed, active" in text
    assert "Listed on Integrated offender management (Fixed), active" in page(caseworker, case, "")  # the chronology


def test_a_review_supersedes_and_what_was_decided_before_stays_with_the_place(
    town: Town, case: Case, caseworker: Client
) -> None:
    before = listed(town.caseworker, case)
    after = reviewed(town.caseworker, case, before)
    text = page(caseworker, case)
    assert text.index("Keeps his appointments") < text.index("Before") < text.index(WHY)
    assert (after.place, after.rule) == (before.place, before.rule)
    with pytest.raises(ChangedMeanwhile):
        reviewed(town.caseworker, case, before)


def test_nobody_is_on_one_programme_twice(town: Town, case: Case) -> None:
    listed(town.caseworker, case)
    with pytest.raises(AlreadyListed):
        listed(town.caseworker, case)
    assert listed(town.caseworker, case, decided(town.caseworker, Programme.MAPPA)).ended_at is None


def test_the_database_knows_no_place_without_an_end(town: Town, case: Case) -> None:
    listed(town.caseworker, case)
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE casework_listing SET expires_on = NULL")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'listing_never_open_ended'")
        assert "366" in cursor.fetchone()[0]
        cursor.execute("SELECT attnotnull FROM pg_attribute WHERE attrelid = 'casework_listing'::regclass "
                       "AND attname = 'expires_on'")  # fmt: skip
        assert cursor.fetchone()[0]


@pytest.mark.parametrize("days", [-1, 366, 4000])
def test_an_end_outside_the_rule_is_refused(town: Town, case: Case, days: int) -> None:
    decision = decided(town.caseworker)
    with pytest.raises(ValueError, match="outside the rule"):
        listed(
            town.caseworker, case, replace(decision, expires_on=timezone.localdate() + timedelta(days=days))
        )  # fmt: skip


def test_a_cohort_and_a_mappa_reference_belong_to_their_programmes(town: Town) -> None:
    said = decided(town.caseworker)
    for wrong in ({"cohort": None}, {"programme": Programme.ASB}, {"programme": Programme.MAPPA, "cohort": None}):
        with pytest.raises(ValueError, match="nothing else does"):
            Decision(**{name: getattr(said, name) for name in said.__slots__} | wrong)


def test_only_those_who_work_an_offenders_case_list_anybody(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        listed(town.coordinator, case)
    with pytest.raises(ValueError, match="offender"):
        listed(town.caseworker, opened_case(town.caseworker, role=Role.VICTIM))


def test_sent_twice_it_is_one_place(town: Town, case: Case) -> None:
    who, decision = actor(town.caseworker), decided(town.caseworker)
    with acting(who):
        assert list_person(actor=who, case=case, decision=decision) == list_person(
            actor=who, case=case, decision=decision
        )


def test_minutes_of_mappa_are_refused_in_every_box_and_only_a_reference_is_kept(
    town: Town, case: Case, caseworker: Client
) -> None:
    address = f"/cases/{case.reference}/listings/add/"
    mappa = {"programme_code": "MAPPA", "cohort": "", "mappa_category": "2", "mappa_level": "2"}
    form = decision_form(town.caseworker, **mappa, mappa_reference="V-204/11")
    text = caseworker.post(address, {**form, "reason": MINUTES}).content.decode()
    assert "This looks like minutes of a MAPPA meeting" in text
    assert "Apologies: housing" in text  # what was typed is not lost
    text = caseworker.post(address, {**form, "mappa_reference": "He was seen; and told: no"}).content.decode()
    assert "Give the reference alone" in text
    text = caseworker.post(address, {**form, "reason": "MAPPA level 2 since May"}, follow=True).content.decode()
    assert "Category 2, level 2, reference V-204/11" in text


def test_it_is_given_reviewed_and_ended_through_its_pages(town: Town, case: Case, caseworker: Client) -> None:
    address = f"/cases/{case.reference}/listings/"
    form = decision_form(town.caseworker, programme_code="IOM")
    text = caseworker.post(f"{address}add/", form, follow=True).content.decode()
    assert "Not checked yet" in text
    text = caseworker.post(f"{address}add/", {**form, "id": str(case.pk)}).content.decode()
    assert "They have a place on this programme already" in text
    place = listed(town.caseworker, case, decided(town.caseworker, Programme.HIGH_HARM, State.NOMINATED))
    review = f"{address}{place.pk}/review/"
    assert "In custody" not in caseworker.get(review).content.decode()  # nobody goes there from being nominated
    form = decision_form(town.caseworker, reason="Ready for it")
    assert "The review is saved" in caseworker.post(review, form, follow=True).content.decode()
    assert "The review is saved" in caseworker.post(review, form, follow=True).content.decode()  # sent twice
    assert caseworker.get(review).status_code == 404  # the decision that counts is another
    assert "Every place has an end" in caseworker.post(f"{address}add/", {"reason": WHY}).content.decode()


def test_p21_a_place_keeps_the_rule_under_which_it_began(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    place = listed(town.caseworker, case, decided(town.caseworker, days=300))
    stricter = ListingRule(2, today, timedelta(weeks=4), timedelta(days=60), timedelta(weeks=1))
    monkeypatch.setattr(policies, "RULES", (*policies.RULES, stricter))
    assert (policies.rule_on(today).version, policies.rule_on(today - timedelta(days=1)).version) == (2, 1)
    with pytest.raises(ValueError, match="outside the rule"):
        listed(town.caseworker, case, decided(town.caseworker, Programme.HIGH_HARM, days=300))
    assert reviewed(town.caseworker, case, place, decided(town.caseworker, days=300)).rule == 1
    assert listed(town.caseworker, case, decided(town.caseworker, Programme.HIGH_HARM, days=50, review_in=20)).rule == 2


def test_what_ended_does_not_come_back(town: Town, case: Case) -> None:
    ended(town.caseworker, case, listed(town.caseworker, case))
    with acting(actor(town.caseworker)):
        assert "come back" in refused("UPDATE casework_listing SET ended_at = NULL")
    assert listed(town.caseworker, case).ended_at is None  # as a place of its own


def test_a_victims_case_has_no_places(town: Town, caseworker: Client) -> None:
    victim = opened_case(town.caseworker, role=Role.VICTIM)
    for rest in ("listings/", "listings/add/"):
        assert caseworker.get(f"/cases/{victim.reference}/{rest}").status_code == 404
    assert "On no cohort" not in page(caseworker, victim, "")
