"""What was theirs a moment ago, what hangs on another record, and what a record that has gone leaves behind."""

from datetime import timedelta

import psycopg
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.context import acting
from audit.ledger.events import event
from casework.acts import CASE_SHARED, CASE_STARTED
from casework.cases.front_list import CaseFilters
from casework.cases.models import CaseShare, Role
from casework.cases.policies import visible_cases
from casework.cases.selectors import list_cases
from casework.categories import Category
from casework.files.services import NewFile, add_file
from casework.safe_contact.models import NamedReader, Part
from casework.safe_contact.services import name_reader
from tests.access.visits import ROUTES, takes
from tests.casework.files.samples import pdf
from tests.casework.relationships.ties import related, seen_by
from tests.cast import actor, signed_in
from tests.security.raw import COPIED, changed, refused, sql
from tests.security.tables import CASE_DATA
from tests.security.test_ids_of_other_cases import rows_of_cases
from tests.town import Town, opened_case, shared

# Addresses that name a record and something on it; each has a test here or in the room that it names.
BY_WORDS = {
    "casework:assessment-new": "a question set by its code",
    "casework:contact-add": "numbers or addresses, by that word",
    "casework:person-part": "a part of what is known of them, by its name",
    "casework:safe-contact-words": "a part by its name",
    "casework:standing-judge": "what is judged, by its name",
    "casework:victim-right": "a right of the Victims' Code, by its number",
    "casework:handling-add": "what is marked, by its name",
    "multiagency:agreement-section": "a section of a draft, by its name",
    "multiagency:agreement-clause-remove": "a clause of the draft that the address names first",
    "multiagency:referral-new": "a sort of referral, by its code",
    "multiagency:escalation-step": "a step of the ladder, by its name",
    "multiagency:referral-move": "a move of the table, by its name",
    "multiagency:transfer-move": "a move of a transfer pack, by its name",
    "casework:case-import-rows": "a page of the rows of one import, by its number",
}
UNIQUE = """
    SELECT c.relname, i.relname, array_agg(a.attname::text), array_agg(t.typname::text)
    FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (x.indkey) JOIN pg_type t ON t.oid = a.atttypid
    WHERE x.indisunique AND c.relname = ANY (%s) GROUP BY 1, 2"""


def test_t26_a_share_that_ends_while_somebody_is_signed_in_denies_the_next_request(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    browser, address = signed_in(town.partner), f"/cases/{case.reference}/"
    assert browser.get(address).status_code == 200
    assert case.reference in browser.get("/cases/?scope=all").content.decode()
    who = actor(town.caseworker)
    with acting(who), event(CASE_SHARED, by=who):
        CaseShare.objects.filter(case=case).update(ends_at=timezone.now() - timedelta(hours=1))
    assert browser.get(address).status_code == 404
    assert browser.get(f"/people/{case.person_id}/").status_code == 404
    assert case.reference not in browser.get("/cases/?scope=all").content.decode()


def test_t24_something_on_another_case_is_not_reached_through_ones_own(town: Town) -> None:
    mine, theirs = opened_case(town.caseworker, team=town.team), opened_case(town.colleague)
    files = {}
    for user, case in ((town.caseworker, mine), (town.colleague, theirs)):
        who = actor(user)
        with acting(who):
            files[case] = add_file(actor=who, case=case, new=NewFile("a.pdf", pdf(), Category.INTERVENTION_RECORD))
    browser = signed_in(town.caseworker)
    for route in ("casework:file", "casework:file-withdraw"):
        for case, file in ((mine, files[theirs]), (theirs, files[mine]), (theirs, files[theirs])):
            address = reverse(route, kwargs={"reference": case.reference, "case_file_id": file.pk})
            assert {browser.get(address).status_code, browser.post(address).status_code} <= {404, 405}


def test_t24_a_reader_named_on_another_case_is_not_ended_through_ones_own(town: Town) -> None:
    mine, theirs = (opened_case(user, role=Role.VICTIM) for user in (town.caseworker, town.colleague))
    who = actor(town.colleague)
    with acting(who):
        reader = name_reader(actor=who, case=theirs, user=town.teammate, part=Part.LOCATION, reason="Drives her home")
    browser = signed_in(town.caseworker)
    for case in (mine, theirs):
        address = reverse("casework:safe-contact-end", kwargs={"reference": case.reference, "reader_id": reader.pk})
        assert browser.post(address).status_code == 404
    with acting(who):
        assert NamedReader.objects.get(pk=reader.pk).ended_at is None


def test_t24_a_relationship_of_another_case_is_not_reached_through_ones_own(town: Town) -> None:
    mine, theirs = opened_case(town.caseworker), opened_case(town.colleague)
    row = related(town.colleague, theirs)
    browser = signed_in(town.caseworker)
    for case in (mine, theirs):
        for rest in ("change", "withdraw"):
            address = f"/cases/{case.reference}/relationships/{row.pk}/{rest}/"
            assert {browser.get(address).status_code, browser.post(address, {"reason": "x"}).status_code} == {404}
    assert [tie.is_over for tie in seen_by(town.colleague, theirs).ties] == [False]


def test_t24_every_address_that_names_two_things_is_named_here() -> None:
    nested = {route for route in ROUTES if len(takes(route)) > 1}
    assert nested - set(rows_of_cases()) == set(BY_WORDS)


OF_CHANCE = {"multiagency_package_link_key": "a hash of 256 random bits, which nobody chooses"}


def test_t34_no_unique_key_of_case_data_reaches_across_partnerships(owner_connection: psycopg.Connection) -> None:
    """A value that people choose is unique within a partnership, or within a record that has an id of its own."""
    keys = owner_connection.execute(UNIQUE, [sorted(CASE_DATA)]).fetchall()
    assert keys
    numbers = {"int4", "int8"}
    apart = [name for _, name, columns, types in keys if "partnership_id" in columns or "uuid" in types]
    counted = [name for _, name, _, types in keys if set(types) <= numbers]
    assert {name for _, name, *_ in keys} == {*apart, *counted, *OF_CHANCE}


def test_t39_no_case_goes_from_under_its_grants_and_its_id_gives_nobody_anything(town: Town) -> None:
    case, other = opened_case(town.caseworker, team=town.team), opened_case(town.colleague)
    who = actor(town.caseworker)
    with acting(who), event(CASE_STARTED, by=who):
        sql("DELETE FROM casework_offendercase WHERE case_id = %s", case.pk)
        with pytest.raises(IntegrityError), transaction.atomic():  # no case goes from under its grants
            sql("DELETE FROM casework_case WHERE id = %s; SET CONSTRAINTS ALL IMMEDIATE", case.pk)
        for table in ("caseuserpermission", "caseteampermission"):
            sql(f"DELETE FROM casework_{table} WHERE content_object_id = %s", case.pk)
        sql("DELETE FROM casework_case WHERE id = %s", case.pk)
        assert sql("SELECT count(*) FROM casework_caseaccess WHERE case_id = %s", case.pk) == [(0,)]
    who = actor(town.colleague)
    with acting(who), event(CASE_STARTED, by=who):
        sql(COPIED.format("casework_case"), changed(id=case.pk, reference="RT-2222-3333"), other.pk)
    for user in (town.caseworker, town.teammate):
        who = actor(user)
        with acting(who):
            assert not visible_cases(who).filter(pk=case.pk).exists()
            assert list_cases(who, CaseFilters(scope="all")).rows == ()


def test_t39_a_grant_on_a_case_that_is_not_there_is_refused(town: Town) -> None:
    who = actor(town.caseworker)
    grant = "INSERT INTO casework_caseuserpermission (content_object_id, user_id, permission_id) SELECT %s, %s, id"
    with acting(who), event(CASE_STARTED, by=who):
        said = refused(f"{grant} FROM auth_permission WHERE codename = 'view_case'", town.team.agency_id, who.principal)
        assert "row-level security" in said
