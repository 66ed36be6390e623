"""The walk of an import through the pages, as a browser without JavaScript makes it."""

import io
import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.context import acting
from accounts.roles import Role
from audit.ledger.models import Event
from casework.importing.models import ImportedFile, ImportProgress, State
from casework.importing.work import work
from tests.casework.importing.files import sheet_bytes
from tests.casework.importing.lists import (
    ADA,
    ADA_AGAIN,
    BEN,
    EMOJI,
    FORMULA,
    FOUR,
    HEADER,
    NOT_A_DAY,
    UNBORN,
    brought_in,
    people_file,
    people_of,
)  # fmt: skip
from tests.cast import PASSWORD, actor, make_user, signed_in
from tests.town import Town

GUESSED = {
    "column_0": "source_reference", "column_1": "given_name", "column_2": "family_name", "column_3": "date_of_birth",
    "column_4": "pnc",
}  # fmt: skip


@pytest.fixture
def caseworker(town: Town) -> Client:
    """The caseworker's browser."""
    return signed_in(town.caseworker)


def send(client: Client, content: bytes, name: str = "people.csv") -> Any:
    """Choose a file and continue."""
    return client.post("/import/", {"file": SimpleUploadedFile(name, content)})


def prepared(client: Client, content: bytes, name: str = "people.csv") -> str:
    """A file sent and its columns settled; gives the address of its page."""
    columns = send(client, content, name).headers["Location"]
    page = client.post(columns, GUESSED)
    assert page.status_code == 302, words(page)
    return page.headers["Location"]


def words(page: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.content.decode()).split())


def run(town: Town, address: str) -> None:
    """What the thread beside the pages does."""
    work(actor(town.caseworker), file_id=UUID(address.split("/")[2]))


def test_a_caseworker_brings_a_file_in(town: Town, caseworker: Client) -> None:
    assert "No files yet" in words(caseworker.get("/import/"))
    address = prepared(caseworker, people_file(*FOUR))
    page = words(caseworker.get(address))
    assert "Rows in the file 4 People to add 4" in page
    assert "Dervla Ní Mhurchú" in page
    assert "Bring in 4 people" in page
    assert caseworker.post(f"{address}start/").headers["Location"] == address
    assert "Bringing people in" in words(caseworker.get(address))
    run(town, address)
    assert "4 people were brought in" in words(caseworker.get(address))
    assert "4 added, 0 already here, 0 left out" in words(caseworker.get("/import/"))
    assert people_of(actor(town.caseworker)) == 4


def test_the_content_is_gone_once_its_people_are_in(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(*FOUR))
    caseworker.post(f"{address}start/")
    run(town, address)
    with acting(actor(town.caseworker)):
        assert ImportedFile.objects.get().content is None


def test_columns_are_guessed_shown_with_examples_and_remembered(town: Town, caseworker: Client) -> None:
    columns = send(caseworker, people_file(*FOUR)).headers["Location"]
    page = caseworker.get(columns)
    assert "This is a guess from the headings" in words(page)
    assert "For example: Adaline; Benedikt; Cyprian" in words(page)
    caseworker.post(columns, GUESSED | {"column_4": "ignore"})
    again = send(caseworker, people_file(ADA)).headers["Location"]
    page = caseworker.get(again)
    assert "brought in a file with these headings before" in words(page)
    assert re.search(r'name="column_4".*?value="ignore" selected', page.content.decode(), re.DOTALL)


def test_columns_without_a_name_are_refused_in_words(town: Town, caseworker: Client) -> None:
    columns = send(caseworker, people_file(*FOUR)).headers["Location"]
    page = caseworker.post(columns, GUESSED | {"column_1": "ignore", "column_2": "ignore"})
    assert "No column is mapped to a name" in words(page)


def test_bad_rows_are_listed_by_number_and_left_out_by_choice(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(*FOUR, NOT_A_DAY, UNBORN, EMOJI, FORMULA))
    page = words(caseworker.get(address))
    assert "Row 6 Date of birth 29 February 1991 does not exist" in page
    assert "Row 7 Date of birth 1 January 2999 is in the future" in page
    assert "Row 8 Given name There is an emoji" in page
    assert "Row 9 Given name This starts with" in page
    refused = words(caseworker.post(f"{address}start/"))
    assert "There is a problem" in refused
    assert "The file has 4 rows with problems" in refused
    assert people_of(actor(town.caseworker)) == 0
    caseworker.post(f"{address}start/", {"skip_bad": "on"})
    run(town, address)
    page = words(caseworker.get(address))
    assert "4 people were brought in" in page
    assert "Row 6 Date of birth: 29 February 1991 does not exist" in page


def test_likely_duplicates_are_decided_before_the_import_starts(town: Town, caseworker: Client) -> None:
    brought_in(actor(town.caseworker), people_file(BEN))
    known = ["B9", "Ben", "O-R", "", BEN[4]]
    address = prepared(caseworker, people_file(ADA, ADA_AGAIN, known))
    page = words(caseworker.get(address))
    assert "Row 3 ADALINE Quillfeather born 29 February 1992 Row 2: same name and date of birth" in page
    assert "Benedikt Okonkwo-Ruiz , born 1 May 1988, known to your agency" in page
    assert "Decide first about 2 people" in words(caseworker.post(f"{address}start/"))
    caseworker.post(address, {"row_3": "leave"})
    assert "Decide first about 1 person" in words(caseworker.post(f"{address}start/"))
    caseworker.post(address, {"every": "add"})
    assert "Bring in 2 people" in words(caseworker.get(address))
    caseworker.post(f"{address}start/")
    run(town, address)
    assert people_of(actor(town.caseworker)) == 3


def test_people_added_since_the_preview_are_asked_about_after_all(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(*FOUR))
    brought_in(actor(town.caseworker), people_file(["Z1", *ADA[1:]]))
    caseworker.post(f"{address}start/")
    run(town, address)
    page = words(caseworker.get(address))
    assert "People were added since you looked" in page
    assert "May be there already 1, 1 still to decide" in page
    assert people_of(actor(town.caseworker)) == 1


def test_a_second_run_of_the_file_finishes_without_adding_anybody(town: Town, caseworker: Client) -> None:
    brought_in(actor(town.caseworker), people_file(*FOUR))
    address = prepared(caseworker, sheet_bytes([HEADER, *FOUR]), "people.xlsx")
    assert "Finish without adding anybody" in words(caseworker.get(address))
    caseworker.post(f"{address}start/")
    run(town, address)
    assert "Nobody new was brought in" in words(caseworker.get(address))


def test_an_import_that_died_says_so_and_can_be_started_again(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(*FOUR))
    caseworker.post(f"{address}start/")
    assert "has been. Nothing was changed" in words(caseworker.post(f"{address}start/", follow=True))
    with acting(actor(town.caseworker)):
        ImportProgress.objects.update(beat_at=timezone.now() - timedelta(minutes=1))
    page = words(caseworker.get(address))
    assert "The import stopped before its end. Nothing was brought in" in page
    assert "Stopped" in words(caseworker.get("/import/"))
    caseworker.post(f"{address}start/")
    run(town, address)
    assert "4 people were brought in" in words(caseworker.get(address))


def test_a_file_that_is_not_wanted_is_thrown_away(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(*FOUR))
    assert "thrown away" in words(caseworker.post(f"{address}throw-away/", follow=True))
    assert caseworker.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        ("Näme;DOB\r\nØßł¿;1990".encode("cp1251", "replace") + b"\x98\xa4", "It is not clear how this file stores"),
        (b'First name,Surname\n"Ann,Lee\n', "quotation mark"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"PK\x03\x04 no workbook", "damaged"),
    ],
)
def test_what_is_no_list_of_people_is_refused_in_words(
    town: Town, caseworker: Client, content: bytes, said: str
) -> None:
    page = send(caseworker, content)
    text = words(page)
    if page.status_code == 302:
        text = words(caseworker.post(page.headers["Location"], {"column_0": "given_name", "column_1": "family_name"}))
    assert said in text
    assert people_of(actor(town.caseworker)) == 0


class Endless(io.RawIOBase):
    """A body that goes on and counts what was taken of it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        self.taken += max(size, 0)
        return b"x" * size if self.taken < 4_000_000 else b""


def body_of(stream: Endless) -> dict[str, Any]:
    """As the server hands a body over."""
    return {"wsgi.input": stream}


def test_a_gigabyte_is_refused_in_words_before_it_is_kept(town: Town, caseworker: Client) -> None:
    body = Endless()
    page = caseworker.generic(
        "POST", "/import/", b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(2**30), **body_of(body),
    )  # fmt: skip
    assert page.status_code == 413
    assert "The largest that we take is 50 MB" in words(page)


def test_colleagues_other_agencies_and_made_up_addresses_get_the_same_answer(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(*FOUR))
    for client in (signed_in(town.colleague), signed_in(town.stranger)):
        for page in (address, f"{address}columns/", "/import/0198a000-0000-7000-8000-000000000000/"):
            assert client.get(page).status_code == 404
        assert client.post(f"{address}start/").status_code == 404
        assert client.post(f"{address}throw-away/").status_code == 404
        assert "people.csv" not in words(client.get("/import/"))


def test_every_look_is_written_down(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(*FOUR))
    with acting(actor(town.auditor)):
        before = Event.objects.filter(act="import.look").count()
    caseworker.get("/import/")
    caseworker.get(address)
    caseworker.get(f"{address}columns/")
    with acting(actor(town.auditor)):
        assert Event.objects.filter(act="import.look").count() >= before + 3


def test_a_page_costs_the_same_for_few_rows_and_many(town: Town, caseworker: Client) -> None:
    many = [[f"R{n}", f"Given{'abcdefghij'[n % 10]}", f"Family{chr(97 + n // 10)}", "1/1/1990", ""] for n in range(150)]
    costs = []
    for rows in ([ADA, ["X", *ADA[1:]]], [*many, ["X", *many[0][1:]]]):
        address = prepared(caseworker, people_file(*rows))
        with CaptureQueriesContext(connection) as queries:
            assert caseworker.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 24


def test_nothing_of_the_file_is_in_an_address_or_a_message(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(ADA, ADA_AGAIN))
    page = caseworker.post(address, {"row_3": "leave"}, follow=True).content.decode()
    links = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert links
    assert not [link for link in links if "uillfeather" in link.lower() or "people.csv" in link]


def test_somebody_who_may_not_add_people_is_told_who_can(town: Town) -> None:
    reader = make_user(town.partnership, town.police, Role.PANEL_MEMBER, password=PASSWORD)
    page = signed_in(reader).get("/import/")
    assert page.status_code == 403
    assert "a team manager of your agency" in words(page)


def test_running_says_it_is_running(town: Town, caseworker: Client) -> None:
    address = prepared(caseworker, people_file(*FOUR))
    caseworker.post(f"{address}start/")
    page = caseworker.get(address).content.decode()
    assert '<meta http-equiv="refresh" content="3">' in page
    with acting(actor(town.caseworker)):
        assert ImportedFile.objects.get().state == State.RUNNING
