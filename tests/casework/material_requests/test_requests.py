"""What the police ask of others about a victim: with its grounds, or not written down; counselling by a higher test."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.context import acting
from accounts.denials import NotPermitted
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.material_requests.grounds import Asked
from casework.material_requests.models import Answer, Counselling, MaterialRequest
from tests.casework.material_requests.asking import FORM, WORDS, asked, written
from tests.cast import actor, signed_in
from tests.security.raw import refused
from tests.town import Town, opened_case, shared
from vault.ids import uuid7

PAGE_QUERIES = 24


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


@pytest.mark.parametrize("missing", sorted(WORDS))
def test_vic_06_a_request_without_one_of_its_grounds_is_not_written_down(missing: str) -> None:
    with pytest.raises(ValueError, match="who asks for what"):
        Asked(counselling=Counselling.NO, answer=Answer.REFUSED, **(WORDS | {missing: "  "}))


@pytest.mark.parametrize("counselling", [Counselling.YES, Counselling.NOT_KNOWN])
def test_vic_06_counselling_records_go_out_by_the_higher_test_or_are_referred(counselling: Counselling) -> None:
    with pytest.raises(ValueError, match="higher test"):
        asked(counselling)
    assert asked(counselling, Answer.REFERRED).needs_higher_test
    assert asked(counselling, higher_test="It alone can show it").higher_test


def test_vic_06_the_page_refuses_them_in_words_and_keeps_what_was_typed(case: Case, caseworker: Client) -> None:
    form = FORM | {"id": uuid7(), "counselling": "NOT_KNOWN"}
    page = caseworker.post(f"/cases/{case.reference}/material-requests/add/", form).content.decode()
    assert "Say how it is met, or refer it." in page
    assert WORDS["views"] in page


def test_it_is_written_down_with_the_victims_own_words_and_stands_in_the_chronology(
    case: Case, caseworker: Client
) -> None:
    form = FORM | {"id": uuid7()}
    page = caseworker.post(f"/cases/{case.reference}/material-requests/add/", form, follow=True).content.decode()
    assert WORDS["views"] in page
    assert "The police asked for what others hold" in caseworker.get(f"/cases/{case.reference}/").content.decode()


def test_sent_twice_it_is_written_once(town: Town, case: Case, caseworker: Client) -> None:
    form = FORM | {"id": uuid7()}
    for _ in range(2):
        caseworker.post(f"/cases/{case.reference}/material-requests/add/", form)
    with acting(actor(town.caseworker)):
        assert MaterialRequest.objects.count() == 1


def test_another_agency_sees_none_of_it_and_an_offenders_case_has_no_such_page(town: Town, case: Case) -> None:
    written(town.caseworker, case)
    shared(town.caseworker, case, town.probation, Category.VULNERABILITY_ASSESSMENT)
    page = signed_in(town.partner).get(f"/cases/{case.reference}/material-requests/").content.decode()
    assert WORDS["views"] not in page
    other = opened_case(town.caseworker)
    assert signed_in(town.caseworker).get(f"/cases/{other.reference}/material-requests/").status_code == 404


def test_whoever_only_reads_the_case_writes_none(town: Town, case: Case) -> None:
    with pytest.raises(NotPermitted):
        written(town.coordinator, case)


def test_what_was_written_is_not_changed(town: Town, case: Case) -> None:
    written(town.caseworker, case)
    with acting(actor(town.caseworker)):
        assert "permission denied" in refused("UPDATE casework_materialrequest SET asked_on = current_date")


def test_the_page_costs_the_same_with_few_and_many(
    town: Town, case: Case, caseworker: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    caseworker.get("/")
    for _ in range(2):
        for _ in range(12):
            written(town.caseworker, case)
        with django_assert_num_queries(PAGE_QUERIES):
            caseworker.get(f"/cases/{case.reference}/material-requests/")
