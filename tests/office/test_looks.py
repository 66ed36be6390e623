"""Who saw this record, when, why, and what changed."""

import pytest
from django.db import connection
from django.test import Client

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from audit.office.looks.selectors import looks_at_record, newest_looks, record_of
from casework.cases.front_list import CaseFilters
from casework.cases.models import Priority, State
from casework.cases.selectors import list_cases, open_case
from casework.cases.services import CaseChanges, change_case
from casework.categories import Category
from casework.finding.selectors import find_people
from casework.people.details import PersonDetails
from casework.words import TABLES
from tests.cast import actor, signed_in
from tests.town import Town, logged, opened_case, shared
from vault.ids import uuid7


def test_the_officer_sees_who_looked_why_and_what_changed(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who):
        open_case(who, case.reference)
        changes = CaseChanges(State.ACTIVE, Priority.IMMEDIATE, None, "Twelve burglaries", None)
        change_case(actor=who, case=case, version=1, changes=changes)
    auditor = actor(town.auditor)
    with acting(auditor):
        page = looks_at_record(auditor, case.pk)
    by_act = {look.event.act: look for look in page.looks}
    assert {look.who for look in page.looks} == {"Casey Worker"}
    assert by_act["case.look"].purpose == "Offender management"
    assert by_act["case.change"].changes == (
        "Changed the case: priority",
        "Changed the offender part: why the case is open",
    )
    assert [(value.column, value.before, value.after) for value in by_act["case.change"].values] == [
        ("Priority", "High", "Immediate")
    ]
    assert "case.start" in by_act


def test_the_officer_opens_no_content(town: Town) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "He was at home")
    browser = signed_in(town.auditor)
    for address in ("/audit/", f"/audit/records/{case.pk}/", "/"):
        text = browser.get(address).content.decode()
        assert "eatherstonehaugh" not in text
        assert "He was at home" not in text
    assert browser.get(f"/cases/{case.reference}/").status_code == 404


def test_a_look_at_a_person_leads_to_who_else_has_looked_at_them(town: Town) -> None:
    case = opened_case(town.caseworker)
    signed_in(town.caseworker).get(f"/people/{case.person_id}/")
    browser, address = signed_in(town.auditor), f"/audit/records/{case.person_id}/"
    assert f'href="{address}"' in browser.get("/audit/").content.decode()
    assert "Looked at a person" in browser.get(address).content.decode()


def test_a_reference_leads_to_the_record(town: Town) -> None:
    case = opened_case(town.caseworker)
    browser = signed_in(town.auditor)
    page = browser.post("/audit/", {"reference": case.reference.lower()}, follow=True)
    assert page.redirect_chain == [(f"/audit/records/{case.pk}/", 302)]
    assert f"Who has looked at case {case.reference}" in page.content.decode()
    refused = browser.post("/audit/", {"reference": "RT-2222-2222"}).content.decode()
    assert "There is no case with this reference" in refused


def test_the_partnerships_lead_reaches_another_agencys_record_and_opens_nothing(town: Town) -> None:
    case = opened_case(town.caseworker)
    lead = actor(town.lead_auditor)
    with acting(lead):
        assert record_of(lead, case.reference) == case.pk
        assert [look.event.act for look in looks_at_record(lead, case.pk).looks] == ["case.start"]
        assert list_cases(lead, CaseFilters(scope="all")).rows == ()


def test_an_officer_of_another_agency_cannot_ask(town: Town) -> None:
    case = opened_case(town.caseworker)
    browser = signed_in(town.stranger)
    assert browser.get("/audit/").status_code == 403
    assert browser.get(f"/audit/records/{case.pk}/").status_code == 403


def test_a_record_nobody_wrote_of_is_not_known(town: Town) -> None:
    auditor = actor(town.auditor)
    with acting(auditor), pytest.raises(NotKnown):
        looks_at_record(auditor, uuid7())


def test_a_caseworker_does_not_audit(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who), pytest.raises(NotPermitted):
        newest_looks(who)


def test_a_look_by_another_agencys_staff_is_seen_by_the_owners_officer(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    partner = actor(town.partner)
    with acting(partner):
        open_case(partner, case.reference)
    auditor = actor(town.auditor)
    with acting(auditor):
        looks = looks_at_record(auditor, case.pk).looks
    assert ("Paula Partner", "Westhaven Probation") in {(look.who, look.agency) for look in looks}


def test_a_list_and_a_search_that_showed_the_person_are_looks_too(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who):
        list_cases(who, CaseFilters())
        find_people(who, PersonDetails(given="Quillon", family="Featherstonehaugh"))
    auditor = actor(town.auditor)
    with acting(auditor):
        acts = [look.event.act for look in looks_at_record(auditor, case.pk).looks]
    assert acts[:2] == ["person.search", "case.list"]


def test_another_agencys_list_of_what_is_shared_is_seen_by_the_owners_officer(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    partner = actor(town.partner)
    with acting(partner):
        list_cases(partner, CaseFilters(scope="all"))
    auditor = actor(town.auditor)
    with acting(auditor):
        newest = looks_at_record(auditor, case.pk).looks[0]
    assert (newest.event.act, newest.who, newest.agency) == ("case.list", "Paula Partner", "Westhaven Probation")


def test_a_refused_look_is_on_the_records_page(town: Town) -> None:
    case = opened_case(town.caseworker)
    signed_in(town.colleague).get(f"/cases/{case.reference}/")
    text = signed_in(town.auditor).get(f"/audit/records/{case.pk}/").content.decode()
    assert "Refused" in text
    assert "Cole League" in text


def test_the_officers_own_look_is_written_down(town: Town) -> None:
    case = opened_case(town.caseworker)
    auditor = actor(town.auditor)
    with acting(auditor):
        looks_at_record(auditor, case.pk)
        assert looks_at_record(auditor, case.pk).looks[0].event.act == "office.looks"


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_the_same_with_few_and_many_looks(
    town: Town, many: int, django_assert_num_queries: object
) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who):
        for _ in range(many):
            open_case(who, case.reference)
    browser: Client = signed_in(town.auditor)
    browser.get("/audit/")
    with django_assert_num_queries(RECORD_PAGE):  # type: ignore[operator]
        browser.get(f"/audit/records/{case.pk}/")


RECORD_PAGE = 21


def test_every_table_whose_changes_are_written_down_has_a_name_in_words() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'ledger_u'"
        )
        written_down = {table for (table,) in cursor.fetchall()}
    assert "casework_case" in written_down
    assert written_down - TABLES.keys() == set()
