"""What happened is kept, corrected and counted: per pair, from the last referral, by the rule of its day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.incidents.models import Incident, Kind
from casework.refusals import ChangedMeanwhile
from casework.repeats.rule import Answer
from casework.victims.choices import Known
from tests.casework.incidents.telling import FORM, days_ago, found, happened, linked, referred, typed
from tests.cast import actor, signed_in
from tests.security.raw import refused, sql
from tests.town import Town, known_person, opened_case, shared
from vault.ids import uuid7

PAGE_QUERIES = 34


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


@pytest.fixture
def offender(town: Town) -> Case:
    return opened_case(town.caseworker, known_person(town.caseworker, given="Lorcan"), team=town.team)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def test_p2_a_repeat_is_found_at_entry_on_the_pair_from_its_last_referral(
    town: Town, case: Case, offender: Case, caseworker: Client
) -> None:
    pair = linked(town.caseworker, case, offender)
    referred(town.caseworker, case, pair, days=700)
    referred(town.caseworker, case, pair, days=100)
    page = caseworker.post(f"/cases/{case.reference}/incidents/add/", typed(days_ago(3), by=[pair.pk]), follow=True)
    text = page.content.decode()
    assert "This is a repeat: 1 incident since the referral of" in text
    assert offender.reference in text
    assert "(rule of 2021)" in text
    assert "This is a repeat" in caseworker.get(f"/cases/{case.reference}/").content.decode()


def test_p2_it_is_counted_per_pair_and_not_per_victim(town: Town, case: Case, offender: Case) -> None:
    other = opened_case(town.caseworker, known_person(town.caseworker, given="Fergal"), team=town.team)
    one, two = linked(town.caseworker, case, offender), linked(town.caseworker, case, other)
    for pair in (one, two):
        referred(town.caseworker, case, pair, days=100)
    happened(town.caseworker, case, 3, [two])
    happened(town.caseworker, case, 2)
    answers = {pair.link.pk: pair.finding.answer for pair in found(town.caseworker, case)}
    assert answers == {one.pk: Answer.NONE_SINCE, two.pk: Answer.REPEAT}


def test_p2_another_case_of_the_same_victim_counts_where_the_agency_may_see_it(
    town: Town, case: Case, offender: Case
) -> None:
    pair = linked(town.caseworker, case, offender)
    referred(town.caseworker, case, pair, days=100)
    again = opened_case(town.caseworker, case.person, role=Role.VICTIM, team=town.team)
    happened(town.caseworker, again, 5, [linked(town.caseworker, again, offender)])
    assert [one.finding.answer for one in found(town.caseworker, case)] == [Answer.REPEAT]


def test_p2_after_the_months_of_the_rule_it_is_a_new_case(town: Town, case: Case, offender: Case) -> None:
    pair = linked(town.caseworker, case, offender)
    referred(town.caseworker, case, pair, days=800)
    happened(town.caseworker, case, 3, [pair])
    (one,) = found(town.caseworker, case)
    assert one.finding.answer is Answer.NEW_CASE
    assert "Refer as new." in one.words


def test_p21_an_old_referral_keeps_the_rule_of_its_day(town: Town, case: Case, offender: Case) -> None:
    pair = linked(town.caseworker, case, offender)
    referred(town.caseworker, case, pair, days=(timezone.localdate() - date(2020, 12, 1)).days)
    happened(town.caseworker, case, (timezone.localdate() - date(2021, 3, 1)).days, [pair])
    (one,) = found(town.caseworker, case)
    assert one.finding.answer is Answer.NONE_SINCE  # no crime, and the rule of that day counted crimes alone
    assert "(rule of 2011)" in one.words


def test_a_day_that_is_not_known_counts_as_perhaps(town: Town, case: Case, offender: Case) -> None:
    pair = linked(town.caseworker, case, offender)
    referred(town.caseworker, case, pair, days=100)
    happened(town.caseworker, case, 90, [pair], happened_from=days_ago(120))
    (one,) = found(town.caseworker, case)
    assert (one.finding.answer, one.needs_referral) == (Answer.PERHAPS, True)


def test_a_perpetrator_whose_case_the_reader_does_not_see_is_not_named(town: Town, case: Case, offender: Case) -> None:
    linked(town.caseworker, case, offender)
    hidden = opened_case(town.caseworker, known_person(town.caseworker, given="Fergal"), restricted=True)
    linked(town.caseworker, case, hidden)
    labels = {one.label for one in found(town.teammate, case)}
    assert labels == {f"Lorcan Featherstonehaugh, case {offender.reference}", "somebody linked as harming them"}


def test_a_correction_counts_in_place_of_what_was_wrong_and_is_made_once(
    town: Town, case: Case, offender: Case
) -> None:
    pair = linked(town.caseworker, case, offender)
    referred(town.caseworker, case, pair, days=100)
    first = happened(town.caseworker, case, 3, [pair])
    happened(town.caseworker, case, 3, corrects=first)
    assert [one.finding.answer for one in found(town.caseworker, case)] == [Answer.NONE_SINCE]
    with pytest.raises(ChangedMeanwhile):
        happened(town.caseworker, case, 4, corrects=first)


def test_three_in_a_year_suggest_enhanced_rights_and_set_nothing(town: Town, case: Case, caseworker: Client) -> None:
    for days in (10, 20):
        happened(town.caseworker, case, days)
    assert "persistently targeted" not in caseworker.get(f"/cases/{case.reference}/").content.decode()
    happened(town.caseworker, case, 30)
    text = caseworker.get(f"/cases/{case.reference}/").content.decode()
    assert "3 incidents in 12 months." in text
    assert "whoever describes the victim decides" in text


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"happened_from": "1/1/2999"}, "This is in the future."),
        ({"happened_until": "1/1/2020"}, "before the first day"),
        ({"crime": ""}, "Answer the question: Is it a crime?"),
        ({"ward": ""}, "Answer the question: In which ward did it happen?"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept(
    case: Case, caseworker: Client, more: dict[str, str], words: str
) -> None:
    page = caseworker.post(f"/cases/{case.reference}/incidents/add/", typed(days_ago(3), **more)).content.decode()
    assert words in page
    assert FORM["what"] in page


def test_another_agency_sees_incidents_of_the_category_that_it_is_shared(town: Town, case: Case) -> None:
    happened(town.caseworker, case, 3)
    happened(town.caseworker, case, 2, kind=Kind.NOISE, what="Music until three")
    shared(town.caseworker, case, town.probation, Category.ASB_INCIDENT)
    text = signed_in(town.partner).get(f"/cases/{case.reference}/incidents/").content.decode()
    assert "Music until three" in text
    assert "He rang her sister" not in text


@pytest.mark.parametrize("close", [Known.YES, Known.NOT_KNOWN])
def test_damage_by_somebody_close_or_by_nobody_knows_whom_is_not_told_as_anti_social_behaviour(
    town: Town, case: Case, close: Known
) -> None:
    happened(town.caseworker, case, 2, kind=Kind.DAMAGE, close=close, what="The door was kicked in")
    shared(town.caseworker, case, town.probation, Category.ASB_INCIDENT)
    text = signed_in(town.partner).get(f"/cases/{case.reference}/incidents/").content.decode()
    assert "The door was kicked in" not in text


def test_an_offenders_case_has_no_incidents(offender: Case, caseworker: Client) -> None:
    assert caseworker.get(f"/cases/{offender.reference}/incidents/").status_code == 404
    assert caseworker.post(f"/cases/{offender.reference}/incidents/add/", typed(days_ago(3))).status_code == 404


def test_whoever_only_reads_writes_nothing_and_nobody_changes_what_was_written(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        happened(town.coordinator, case, 3)
    happened(town.caseworker, case, 3)
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE casework_incident SET happened_from = current_date")


def test_a_perpetrator_of_another_case_is_refused_also_by_the_database(town: Town, case: Case, offender: Case) -> None:
    other = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    pair = linked(town.caseworker, other, offender)
    with pytest.raises(ValueError, match="not linked"):
        happened(town.caseworker, case, 3, [pair])
    mine = happened(town.caseworker, case, 3)
    who = actor(town.caseworker)
    forged = """INSERT INTO casework_incidentby (id, partnership_id, owner_id, case_id, incident_id, harmed_by_id)
                VALUES (%s, %s, %s, %s, %s, %s)"""
    opened = event(CASE_CHANGED, by=who, subject=case.subject)
    with acting(who), opened, pytest.raises(IntegrityError), transaction.atomic():
        sql(forged, uuid7(), case.partnership_id, case.owner_id, case.pk, mine.pk, pair.pk)


def test_sent_twice_it_is_written_once(town: Town, case: Case, caseworker: Client) -> None:
    form = typed(days_ago(3))
    for _ in range(2):
        caseworker.post(f"/cases/{case.reference}/incidents/add/", form)
    with acting(actor(town.caseworker)):
        assert Incident.objects.count() == 1


@pytest.mark.parametrize("size", [2, 25])
def test_the_page_costs_the_same_with_few_and_many(
    town: Town, case: Case, offender: Case, caseworker: Client, size: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    pair = linked(town.caseworker, case, offender)
    referred(town.caseworker, case, pair, days=100)
    for days in range(1, size + 1):
        happened(town.caseworker, case, days, [pair])
    caseworker.get("/")
    with django_assert_num_queries(PAGE_QUERIES):
        caseworker.get(f"/cases/{case.reference}/incidents/")


def test_a_referral_is_written_down_by_its_page_and_the_clock_starts(
    town: Town, case: Case, offender: Case, caseworker: Client
) -> None:
    pair = linked(town.caseworker, case, offender)
    happened(town.caseworker, case, 3, [pair])
    address = f"/cases/{case.reference}/incidents/referral/"
    form = {"id": uuid7(), "pair": pair.pk, "panel": "the MARAC", "referred_on": f"{days_ago(5):%d/%m/%Y}"}
    assert "This is a repeat" in caseworker.post(address, form, follow=True).content.decode()
    page = caseworker.post(address, form | {"id": uuid7(), "panel": "the\u202eMARAC"}).content.decode()
    assert "This text held hidden characters" in page


def test_what_one_did_often_hides_no_repeat_of_another(town: Town, case: Case, offender: Case) -> None:
    other = opened_case(town.caseworker, known_person(town.caseworker, given="Fergal"), team=town.team)
    often, once = linked(town.caseworker, case, offender), linked(town.caseworker, case, other)
    for pair in (often, once):
        referred(town.caseworker, case, pair, days=100)
    happened(town.caseworker, case, 90, [once])
    for days in range(1, 30):
        happened(town.caseworker, case, days, [often])
    assert {one.finding.answer for one in found(town.caseworker, case)} == {Answer.REPEAT}
