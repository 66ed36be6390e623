"""A file of an entry: added once that is logged, a link in the timeline, going with it when it is corrected."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.context import acting
from casework.cases.models import Case
from casework.files.models import CaseFile
from casework.interventions.models import Intervention
from tests.casework.files.samples import pdf
from tests.casework.interventions.writing import said, write
from tests.cast import actor, signed_in
from tests.pages import Page
from tests.security.story import log_form
from tests.town import Town, opened_case
from vault.ids import uuid7


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


@pytest.fixture
def browser(town: Town) -> Client:
    return signed_in(town.caseworker)


def page_of(case: Case, row_id: object) -> str:
    return f"/cases/{case.reference}/interventions/{row_id}/"


def attach(browser: Client, address: str, content: bytes, **more: object) -> Page:
    form = {"id": uuid7(), "category": "INTERVENTION_RECORD", **more}
    return browser.post(address, {**form, "file": SimpleUploadedFile("letter.pdf", content)}, follow=True)


def the_file(town: Town) -> CaseFile:
    with acting(actor(town.caseworker)):
        return CaseFile.objects.get()


def test_logged_with_a_file_it_stands_in_the_timeline_as_a_link_that_gives_it_out(
    town: Town, browser: Client, case: Case
) -> None:
    logged = browser.post(f"/cases/{case.reference}/interventions/log/", log_form(attach="1"))
    with acting(actor(town.caseworker)):
        row = Intervention.objects.get()
    assert logged.headers["Location"] == f"{page_of(case, row.pk)}file/"
    attach(browser, logged.headers["Location"], pdf())
    link = f"/cases/{case.reference}/files/{the_file(town).pk}/"
    for address in (page_of(case, row.pk), f"/cases/{case.reference}/timeline/", f"/cases/{case.reference}/files/"):
        assert f'href="{link}"' in browser.get(address).content.decode(), address
    assert browser.get(link).headers["Content-Type"] == "application/pdf"


def test_sent_twice_it_is_kept_once(town: Town, browser: Client, case: Case) -> None:
    row, once = write(town.caseworker, case, said()), uuid7()
    for _ in range(2):
        attach(browser, f"{page_of(case, row.pk)}file/", pdf(), id=once)
    assert the_file(town).intervention_id == row.pk


def test_what_is_no_such_file_is_refused_in_words(town: Town, browser: Client, case: Case) -> None:
    row = write(town.caseworker, case, said())
    page = attach(browser, f"{page_of(case, row.pk)}file/", b"MZ not a letter").content.decode()
    assert "There is a problem" in page
    with acting(actor(town.caseworker)):
        assert not CaseFile.objects.exists()


def test_a_file_goes_with_its_entry_when_that_is_corrected(town: Town, browser: Client, case: Case) -> None:
    row = write(town.caseworker, case, said())
    attach(browser, f"{page_of(case, row.pk)}file/", pdf())
    browser.post(f"{page_of(case, row.pk)}correct/", log_form(mode="OFFICE", why="Wrong name"))
    with acting(actor(town.caseworker)):
        newest = Intervention.objects.get(supersedes=row)
    assert the_file(town).intervention_id == newest.pk


def test_the_database_keeps_a_file_with_an_entry_of_its_own_case(town: Town, browser: Client, case: Case) -> None:
    other = opened_case(town.caseworker)
    theirs = write(town.caseworker, other, said())
    row = write(town.caseworker, case, said())
    attach(browser, f"{page_of(case, row.pk)}file/", pdf())
    assert attach(browser, f"/cases/{other.reference}/interventions/{row.pk}/file/", pdf()).status_code == 404
    refused = pytest.raises(DatabaseError, match="a file stays with its entry")
    with acting(actor(town.caseworker)), refused, transaction.atomic():
        CaseFile.objects.update(intervention=theirs)
