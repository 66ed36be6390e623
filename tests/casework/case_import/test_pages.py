"""The walk of an import of cases through the pages, as a browser without JavaScript makes it."""

import io
import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from accounts.context import acting
from accounts.jobs.models import Job
from accounts.models import Message, User
from accounts.roles import Role
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import CASES_IMPORT_PREPARED
from casework.case_import.models import CaseImport, CaseImportFile, State
from casework.case_import.work import work
from casework.cases.models import Case
from casework.dates import PartialDate
from casework.notices import IMPORT_ENDED
from casework.people.details import PersonDetails
from casework.people.services import add_person
from tests.casework.case_import.old_system import (
    CASES,
    EVERYTHING,
    PEOPLE,
    FilesSent,
    Rows,
    changed,
    csv_files,
    workbook,
)
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.town import Town, make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def manager(town: Town) -> User:
    return make_user(
        town.partnership, town.police, Role.TEAM_MANAGER, name="Mana Ger", teams=(town.team,), password=PASSWORD
    )


@pytest.fixture
def desk(manager: User) -> Client:
    return signed_in(manager)


def send(desk: Client, files: FilesSent, source: str = "ECINS") -> Any:
    """Choose files and continue."""
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return desk.post("/import/cases/", {"source": source, "sent": sent})


def sent(desk: Client, files: FilesSent) -> str:
    """The address of an import whose sheets are as they were guessed."""
    columns = send(desk, files).headers["Location"]
    page = desk.post(columns, filled(desk.get(columns)))
    assert page.status_code == 302, words(page)
    return str(page.headers["Location"])


def filled(page: Any) -> dict[str, str]:
    """The form of a page as it is shown."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def words(page: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.content.decode()).split())


def run(manager: User, address: str) -> None:
    """What the worker does."""
    import_id = UUID(address.split("/")[3])
    with acting(actor(manager)):
        run_id = CaseImport.objects.get(pk=import_id).run
    assert run_id
    work(actor(manager), import_id=import_id, run_id=run_id)


def test_a_manager_brings_a_system_in(town: Town, manager: User, desk: Client) -> None:
    assert "No imports yet" in words(desk.get("/import/cases/"))
    address = sent(desk, workbook(EVERYTHING))
    page = words(desk.get(address))
    assert "export.xlsx: Notes Notes 4 4 0 0 0 0 0" in page
    started = desk.post(f"{address}start/", {})
    assert started.headers["Location"] == address
    assert "Bringing cases in" in words(desk.get(address))
    with acting(actor(manager)):
        assert Job.objects.filter(name="casework.import_cases").count() == 1
    run(manager, address)
    page = words(desk.get(address))
    assert "14 rows read = 14 added + 0 already here + 0 rejected + 0 left out" in page
    assert "Download the rows left out" not in page
    with acting(actor(town.coordinator)):
        case = Case.objects.get(lead=town.caseworker)
    shown = words(signed_in(town.caseworker).get(f"/cases/{case.reference}/"))
    assert "Imported" in shown
    assert "by import IM-" in shown
    assert "author as written: J. Smith, Westhaven Police" in shown
    with acting(actor(manager)):
        assert not CaseImportFile.objects.exists()


def test_each_row_is_shown_with_what_happens_and_why(desk: Client) -> None:
    address = sent(desk, workbook(EVERYTHING | {"Cases": changed(CASES, 2, "Role", "both")}))
    page = words(desk.get(f"{address}rows/1/"))
    assert "Row 2 Not readable as it is Rejected Role: offender or victim: This says both roles." in page
    assert "Row 3 Case C2 Add" in page
    assert desk.get(f"{address}rows/99/").status_code == 404
    assert "No rows on this page" in words(desk.get(f"{address}rows/1/?page=77"))


def test_rejected_rows_are_left_out_only_where_somebody_says_so_and_can_be_downloaded(
    manager: User, desk: Client
) -> None:
    address = sent(desk, workbook(EVERYTHING | {"Cases": changed(CASES, 2, "Role", "both")}))
    assert "4 rows would be rejected" in words(desk.post(f"{address}start/", {}))
    desk.post(f"{address}start/", {"skip_bad": "on"})
    run(manager, address)
    assert "14 rows read = 10 added + 0 already here + 4 rejected + 0 left out" in words(desk.get(address))
    download = desk.get(f"{address}rejected/")
    assert download.headers["Content-Disposition"].startswith('attachment; filename="rows-left-out-IM-')
    assert download.headers["Cache-Control"] == "no-store, private"
    book = load_workbook(io.BytesIO(download.content))
    assert book.sheetnames == ["Cases", "Notes", "Actions"]


def test_the_download_asks_for_a_fresh_second_factor(
    manager: User, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = sent(desk, workbook(EVERYTHING | {"Cases": changed(CASES, 2, "Role", "both")}))
    desk.post(f"{address}start/", {"skip_bad": "on"})
    run(manager, address)
    monkeypatch.setattr("accounts.stepup.FRESH", timedelta(seconds=-1))
    assert desk.get(f"{address}rejected/").headers["Location"].startswith("/your-sign-in/confirm/")


def test_people_who_may_be_there_already_are_decided_first(town: Town, manager: User, desk: Client) -> None:
    run_first = sent(desk, csv_files({"People": PEOPLE}))
    desk.post(f"{run_first}start/", {})
    run(manager, run_first)
    other: Rows = [PEOPLE[0], ["Q1", "Ada", "Okonjo", "17/05/1990"]]
    cases: Rows = [CASES[0], ["K1", "Q1", "Victim", "Open", "", "Threatened", "", "03/02/2025", "", "Casey Worker"]]
    address = sent(desk, csv_files({"People": other, "Cases": cases}))
    page = words(desk.get(address))
    assert "Row 2 Ada Okonjo born 17 May 1990" in page
    assert "Decide first about 1 person" in words(desk.post(f"{address}start/", {}))
    row = desk.get(address).context["doubtful"][0]
    assert [said for _, said in row["choices"]] == [
        "Add as a new person", "The person your agency knows", "Leave out, with their cases",
    ]  # fmt: skip
    assert desk.post(address, {"row_2": "nonsense"}).status_code == 302
    assert desk.post(address, {"row_2": row["answers"][0]}).status_code == 302
    desk.post(f"{address}start/", {})
    run(manager, address)
    with acting(actor(town.coordinator)):
        assert Case.objects.get(role="VICTIM").person_id == UUID(row["people"][0])


def test_a_lead_of_whom_nobody_is_sure_is_named_on_the_page(town: Town, desk: Client) -> None:
    address = sent(desk, workbook(EVERYTHING | {"Cases": changed(CASES, 2, "Lead worker", "C. Worker")}))
    assert "Who leads these cases?" in words(desk.get(address))
    desk.post(address, {"names": "yes", "name_0": town.caseworker.email})
    page = words(desk.get(address))
    assert "Who leads these cases?" not in page
    assert "export.xlsx: Cases Cases 3 3 0 0 0 0 0" in page


def test_a_sheet_said_to_be_something_else_has_its_columns_guessed_anew(desk: Client) -> None:
    columns = send(desk, workbook(EVERYTHING)).headers["Location"]
    said = filled(desk.get(columns)) | {"kind_2": "NOTHING"}
    again = desk.post(columns, said)
    assert again.headers["Location"] == columns
    assert "kind_2" in desk.get(columns).context["form"].fields
    assert "column_2_0" not in desk.get(columns).context["form"].fields
    bad = filled(desk.get(columns)) | {"column_3_1": "ignore"}
    assert "No column holds reference of the case" in words(desk.post(columns, bad))


def test_an_import_that_fell_silent_can_be_gone_on_with(town: Town, manager: User, desk: Client) -> None:
    address = sent(desk, workbook(EVERYTHING))
    desk.post(f"{address}start/", {})
    assert "Nothing was changed" in words(desk.post(f"{address}start/", {}, follow=True))
    import_id = UUID(address.split("/")[3])
    with acting(actor(manager)), event(CASES_IMPORT_PREPARED, by=actor(manager)):
        CaseImport.objects.filter(pk=import_id).update(beat_at=timezone.now() - timedelta(minutes=5))
    assert "The import stopped part-way" in words(desk.get(address))
    desk.post(f"{address}start/", {})
    run(manager, address)
    with acting(actor(manager)):
        assert CaseImport.objects.get(pk=import_id).state == State.DONE


def test_files_are_thrown_away_before_anything_is_brought_in(manager: User, desk: Client) -> None:
    address = sent(desk, workbook(EVERYTHING))
    assert "thrown away" in words(desk.post(f"{address}throw-away/", follow=True))
    assert desk.get(address).status_code == 404
    with acting(actor(manager)):
        assert not CaseImport.objects.exists()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "Choose the files that hold the cases."),
        ([("x.pdf", b"%PDF-1.7")], "x.pdf: This is a PDF"),
        ([("empty.csv", b"")], "One of the files is empty."),
        ([("heads.csv", b"Case ref,Role\n")], "There is nothing below the headings of any sheet."),
        ([(f"{at}.csv", b"a,b\n1,2\n") for at in range(11)], "Choose at most 10 files."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(desk: Client, files: FilesSent, said: str) -> None:
    assert said in words(send(desk, files))


def test_only_a_team_manager_brings_cases_in_and_a_colleague_does_not_know_of_it(town: Town, desk: Client) -> None:
    assert "Only a team manager brings in cases" in words(signed_in(town.caseworker).get("/import/cases/"))
    address = sent(desk, workbook(EVERYTHING))
    other = make_user(town.partnership, town.police, Role.TEAM_MANAGER, password=PASSWORD)
    assert signed_in(other).get(address).status_code == 404


def test_a_preview_costs_the_same_however_many_rows(desk: Client) -> None:
    small = sent(desk, csv_files({"People": PEOPLE[:2]}))
    large = sent(desk, workbook(EVERYTHING))
    counts = []
    for address in (small, large):
        with CaptureQueriesContext(connection) as queries:
            desk.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 18


def test_every_look_and_step_is_written_down(town: Town, manager: User, desk: Client) -> None:
    address = sent(desk, workbook(EVERYTHING))
    desk.post(f"{address}start/", {})
    run(manager, address)
    with acting(actor(town.auditor)):
        acts = set(Event.objects.filter(act__startswith="case_import").values_list("act", flat=True))
    assert acts == {f"case_import.{name}" for name in ("look", "prepare", "start", "batch", "done")}


def test_people_who_came_meanwhile_stop_it_with_words_and_are_asked_about(
    town: Town, manager: User, desk: Client
) -> None:
    address = sent(desk, csv_files({"People": PEOPLE}))
    desk.post(f"{address}start/", {})
    ada = PersonDetails("Ada", "Okonjo", born=PartialDate(date(1990, 5, 17)))
    with acting(actor(town.caseworker)):
        add_person(actor=actor(town.caseworker), details=ada)
    run(manager, address)
    page = words(desk.get(address))
    assert "Are these people there already?" in page
    assert "Row 2 Ada Okonjo born 17 May 1990" in page


def test_a_fault_stops_it_with_words_and_tells_whoever_began_it_and_nothing_of_it_in_the_log(
    manager: User, desk: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    address = sent(desk, workbook(EVERYTHING))
    desk.post(f"{address}start/", {})
    monkeypatch.setattr("casework.case_import.work.units", lambda _: 1 / 0)
    run(manager, address)
    assert "Something went wrong on our side." in words(desk.get(address))
    assert "An import of cases stopped: ZeroDivisionError." in caplog.text
    assert "Okonjo" not in caplog.text
    with acting(actor(manager)):
        assert list(Message.objects.values_list("notice", "user")) == [(IMPORT_ENDED.code, manager.pk)]
