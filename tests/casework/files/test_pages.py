"""The pages of files as a browser gets them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from casework.cases.models import Case
from casework.files.models import CaseFile
from tests.casework.files.samples import pdf, picture
from tests.casework.files.test_services import added
from tests.cast import signed_in
from tests.pages import Page
from tests.town import Town, opened_case
from vault.ids import uuid7

LIST_PAGE = 25


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker, team=town.team)


@pytest.fixture
def caseworker(town: Town) -> Client:
    return signed_in(town.caseworker)


def send(browser: Client, case: Case, name: str, content: bytes, **more: object) -> Page:
    said = {"id": str(uuid7()), "category": "INTERVENTION_RECORD", "note": "From the landlord", **more}
    return browser.post(
        f"/cases/{case.reference}/files/", {**said, "file": SimpleUploadedFile(name, content)}, follow=True
    )


def address(case: Case, file: CaseFile) -> str:
    return f"/cases/{case.reference}/files/{file.pk}/"


def test_a_file_is_added_listed_opened_and_withdrawn(caseworker: Client, case: Case) -> None:
    page = send(caseworker, case, "letter.pdf", pdf()).content.decode()
    assert "The file is added" in page
    assert "From the landlord" in page
    href = page.split('href="/cases/')[1:]
    link = next(f"/cases/{part.split(chr(34))[0]}" for part in href if "/files/0" in part.split(chr(34))[0])
    sent = caseworker.get(link)
    assert b"".join(sent.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    page = caseworker.post(f"{link}withdraw/", follow=True).content.decode()
    assert "No files yet" in page
    assert caseworker.get(link).status_code == 404


def test_a_file_leaves_as_an_attachment_that_runs_nowhere(town: Town, caseworker: Client, case: Case) -> None:
    file = added(town.caseworker, case, picture(), 'Š\u202ecaf"é.jpg')
    sent = caseworker.get(address(case, file))
    assert sent.headers["Content-Disposition"].startswith("attachment;")
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in sent.headers["Cache-Control"]
    assert sent.headers["Content-Type"] == "image/jpeg"
    assert int(sent.headers["Content-Length"]) == len(b"".join(sent.streaming_content))  # type: ignore[attr-defined]


def test_a_part_is_given_where_a_part_is_asked_for(town: Town, caseworker: Client, case: Case) -> None:
    file = added(town.caseworker, case)
    whole = b"".join(caseworker.get(address(case, file)).streaming_content)  # type: ignore[attr-defined]
    part = caseworker.get(address(case, file), headers={"range": "bytes=5-8"})
    assert part.status_code == 206
    assert b"".join(part.streaming_content) == whole[5:9]  # type: ignore[attr-defined]
    assert part.headers["Content-Range"] == f"bytes 5-8/{len(whole)}"
    beyond = caseworker.get(address(case, file), headers={"range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416
    odd = caseworker.get(address(case, file), headers={"range": "bytes=9-2,5-6"})
    assert odd.status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "This file is empty"),
        ("a.exe", b"MZ", "Files of this kind are not taken"),
        ("a.jpg", picture() + pdf(), "two kinds of file at once"),
        ("a.pdf", b"%PDF-" + b"x" * (20 << 20), "larger than 20 MB"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_in_words(
    caseworker: Client, case: Case, name: str, content: bytes, words: str
) -> None:
    page = send(caseworker, case, name, content).content.decode()
    assert words in page
    assert "From the landlord" in page  # what was typed stays


def test_what_a_file_is_about_is_chosen_by_whoever_adds_it(caseworker: Client, case: Case) -> None:
    page = send(caseworker, case, "letter.pdf", pdf(), category="").content.decode()
    assert "Choose what the file is about: that decides who else may see it." in page


def test_another_file_under_the_same_number_is_asked_about(caseworker: Client, case: Case) -> None:
    number = str(uuid7())
    send(caseworker, case, "letter.pdf", pdf(), id=number)
    page = send(caseworker, case, "other.jpg", picture(), id=number).content.decode()
    assert "already saved once" in page


def test_a_list_of_files_costs_the_same_however_many_there_are(
    town: Town, caseworker: Client, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        for _ in range(3):
            added(town.caseworker, case)
        with django_assert_num_queries(LIST_PAGE):
            assert BytesIO(caseworker.get(f"/cases/{case.reference}/files/").content).read()
