"""Addresses and forms that nobody's browser makes by itself are answered in words, never by an error page."""

import pytest
from django.test import Client

from accounts.roles import Role
from tests.cast import PASSWORD, code_of, enrol, make_user, signed_in
from tests.security.story import Story, log_form
from tests.town import Town, logged, opened_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(town: Town, story: Story) -> Client:
    """The caseworker's browser, which shows an error page as a browser does."""
    browser = signed_in(town.caseworker)
    browser.raise_request_exception = False
    return browser


@pytest.mark.parametrize(
    "address",
    [
        "/cases/%00/",
        "/cases/RT-2222%002222/change/",
        "/cases/' OR 1=1 --/",
        "/cases/%F0%9F%92%A9/",
        f"/cases/{'R' * 5000}/",
        "/people/00000000-0000-0000-0000-000000000000/",
        "/people/ffffffff-ffff-ffff-ffff-ffffffffffff/cases/start/",
        "/audit/records/00000000-0000-0000-0000-000000000000/",
        "/cases/%00/files/00000000-0000-0000-0000-000000000000/",
        "/cases/%00/safe-contact/",
        "/cases/RT-2222-2222/safe-contact/%00/",
        "/cases/%00/conflict/",
        "/leads/%00/",
        f"/staff/teams/{10**30}/",
        f"/your-sign-in/passkeys/{10**30}/name/",
        "/invitation/%00/",
        "/package/%00/",
    ],
)
def test_a_made_up_address_is_not_found_or_not_permitted(desk: Client, address: str) -> None:
    assert desk.get(address).status_code in {302, 403, 404} | (
        {200} if address.startswith(("/invitation", "/package")) else set()
    )


def test_a_made_up_reference_finds_no_case_without_a_lead(town: Town) -> None:
    manager = signed_in(make_user(town.partnership, town.police, Role.TEAM_MANAGER, password=PASSWORD))
    manager.raise_request_exception = False
    assert manager.get("/leads/%00/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "after=%00",
        "after=9999999999999999999999.00000000000000000000000000000000",
        "after=-1.ffffffffffffffffffffffffffffffff",
        "after=1.not-an-id",
        "after=2026-01-01_00000000000000000000000000000000",
        "after=0001-01-01T00:00:00%2B23:59_00000000000000000000000000000000",
        "after=9999-12-31T23:59:59-23:59_ffffffffffffffffffffffffffffffff",
        "scope=%00&role=%00&state=' OR 1=1&priority=99999999999999999999",
        "before=%00",
        "next=//example.org",
        "until=01/01/0001",
        "until=31/12/9999",
        "as_of=02/01/0001",
    ],
)
def test_a_made_up_query_narrows_nothing_and_breaks_nothing(desk: Client, town: Town, story: Story, query: str) -> None:
    case = f"/cases/{story.offender.reference}/"
    for place in ("/", case, f"{case}timeline/", "/people/find/"):
        assert desk.get(f"{place}?{query}").status_code == 200, place
    officer = signed_in(town.auditor)
    officer.raise_request_exception = False
    assert officer.get(f"/audit/?{query}").status_code == 200


def test_an_entry_that_names_another_agencys_row_is_refused_in_words(desk: Client, town: Town, story: Story) -> None:
    """The id travels in the form, so that a second sending is harmless; somebody may change it."""
    (theirs,) = logged(town.stranger, opened_case(town.stranger), "Of another agency")
    page = desk.post(f"/cases/{story.offender.reference}/interventions/log/", log_form(id=str(theirs.pk)))
    assert page.status_code == 403
    assert "nothing was saved from it" in page.content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "/\\\\example.org/", "javascript:alert(1)"]
)
def test_after_signing_in_nobody_is_sent_elsewhere(town: Town, elsewhere: str) -> None:
    enrol(town.caseworker)
    browser = Client()
    login = {"login": town.caseworker.email, "password": PASSWORD, "next": elsewhere}
    browser.post("/sign-in/", login, query_params={"next": elsewhere})
    page = browser.post("/sign-in/code/", {"code": code_of(town.caseworker), "next": elsewhere})
    assert page.status_code == 302
    assert page.headers["Location"] == "/"
