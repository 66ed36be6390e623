"""An asynchronous page, were there one, reads as its actor and nobody else; another thread of its own sees nothing."""

import asyncio

import psycopg
import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient, Client

from accounts.models import User
from tests.cast import signed_in
from tests.town import Town, make_town, opened_case

pytestmark = [
    pytest.mark.urls("tests.security.async_pages"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.serial,  # the loop of a browser's tests, left in the same thread, would stand in the way
]
LOOKS = "SELECT count(*) FROM ledger_event WHERE act = 'case.list'"


@pytest.fixture
def town(transactional_db: None) -> Town:
    """Committed, for a page may answer on another thread."""
    return make_town()


def as_async(browser: Client) -> AsyncClient:
    """The same browser, before an asynchronous server."""
    asynchronous = AsyncClient(raise_request_exception=False)
    asynchronous.cookies = browser.cookies
    return asynchronous


def test_an_async_page_sees_what_its_actor_sees_and_writes_it_down(
    town: Town, owner_connection: psycopg.Connection
) -> None:
    case, theirs = opened_case(town.caseworker), opened_case(town.stranger)
    for user, reference in ((town.caseworker, case.reference), (town.stranger, theirs.reference)):
        browser = signed_in(user)
        assert browser.get("/listed/").content.decode() == reference
        assert browser.get("/counted/").content.decode() == "1 1 [1, 1, 1]"
    assert owner_connection.execute(LOOKS).fetchone() == (2,)


def test_two_async_pages_at_once_do_not_see_through_each_others_eyes(town: Town) -> None:
    cases = {town.caseworker: opened_case(town.caseworker), town.stranger: opened_case(town.stranger)}
    browsers = {user: as_async(signed_in(user)) for user in cases}

    async def visits() -> list[tuple[User, bytes]]:
        asked = [(user, path) for _ in range(10) for user in cases for path in ("/listed/", "/counted/")]
        answers = await asyncio.gather(*(browsers[user].get(path) for user, path in asked))
        return [(user, answer.content) for (user, _), answer in zip(asked, answers, strict=True)]

    for user, answer in async_to_sync(visits)():
        assert answer.decode() in {cases[user].reference, "1 1 [1, 1, 1]"}


def test_another_thread_of_an_async_page_sees_no_row(town: Town) -> None:
    opened_case(town.caseworker)
    assert signed_in(town.caseworker).get("/elsewhere/").content == b"0"


def test_a_fault_in_an_async_page_takes_its_record_back(town: Town, owner_connection: psycopg.Connection) -> None:
    browser = signed_in(town.caseworker)
    browser.raise_request_exception = False
    assert browser.get("/broken/").status_code == 500
    assert owner_connection.execute(LOOKS).fetchone() == (0,)
