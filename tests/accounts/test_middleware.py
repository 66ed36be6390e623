"""One transaction a request: what is not recorded is not shown, and what is refused is recorded."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client

from accounts.database_login import require_app_login
from accounts.middleware import RequestTransaction
from accounts.people.models import User
from tests.accounts import pages
from tests.accounts.conftest import Ledger
from vault.provider import forget

pytestmark = [pytest.mark.urls("tests.accounts.pages"), pytest.mark.django_db(transaction=True)]

WORDS = b"words of the record"
TOKEN = re.compile(rb'value="\w{64}"')  # against forged forms: another on every page


def test_a_look_is_in_the_ledger_when_its_page_is_sent(desk: Client, asha: User, committed: Ledger) -> None:
    assert desk.get("/look/").content == b"seen"
    assert [event["actor_id"] for event in committed("tests.look")] == [str(asha.pk)]


@pytest.mark.parametrize("address", ["/broken/", "/broken-template/"])
def test_a_fault_shows_an_error_page_and_takes_its_record_back(desk: Client, committed: Ledger, address: str) -> None:
    assert desk.get(address).status_code == 500
    assert committed("tests.look") == []


def test_words_whose_record_was_rolled_back_are_not_sent(desk: Client, committed: Ledger) -> None:
    page = desk.get("/taken-back/")
    assert page.status_code == 500
    assert WORDS not in page.content
    assert committed("tests.look") == []


def test_a_page_that_says_saved_is_not_sent_when_nothing_was(desk: Client) -> None:
    page = desk.get("/swallowed/")
    assert page.status_code == 500
    assert page.content != b"saved"


def test_nothing_is_sent_when_the_commit_fails(desk: Client, committed: Ledger) -> None:
    page = desk.get("/failing-commit/")
    assert page.status_code == 500
    assert WORDS not in page.content
    assert committed("tests.look") == []


def test_a_stream_begins_after_its_record_is_committed_and_has_a_context_of_its_own(
    desk: Client, asha: User, committed: Ledger
) -> None:
    page = desk.get("/stream/")
    assert len(committed("tests.look")) == 1
    sent = page.getvalue().decode()
    assert sent == f"committed True, in a transaction False, agency {asha.agency_id}"


def test_a_ticket_is_not_committed_where_the_page_is_no_stream(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Any] = []
    monkeypatch.setattr(pages, "hold_for_test", kept.append)
    desk.get("/look/")
    assert [ticket.committed for ticket in kept] == [False]


def test_a_record_that_is_not_theirs_is_answered_as_one_that_does_not_exist(desk: Client) -> None:
    refused, absent = desk.get(f"/unknown/{uuid4()}/"), desk.get("/no-such-page/")
    assert (refused.status_code, absent.status_code) == (404, 404)
    assert TOKEN.sub(b"", refused.content) == TOKEN.sub(b"", absent.content)


def test_a_refusal_rolls_back_and_is_recorded(desk: Client, asha: User, committed: Ledger) -> None:
    record = uuid4()
    desk.get(f"/unknown/{record}/")
    assert committed("tests.look") == []
    (refusal,) = committed("accounts.refused")
    assert (refusal["kind"], refusal["actor_id"], refusal["subject_id"]) == ("DENIAL", str(asha.pk), str(record))
    assert refusal["facts"] == {"act": "tests.look", "reason": "NOT_KNOWN", "view": "tests.accounts.pages.unknown"}


def test_a_refusal_says_why_and_who_can_change_that(desk: Client, committed: Ledger) -> None:
    page = desk.get("/forbidden/")
    assert page.status_code == 403
    assert b"Only the lead worker can close a case." in page.content
    assert b"the lead worker of the case" in page.content
    assert [event["facts"]["reason"] for event in committed("accounts.refused")] == ["NOT_PERMITTED"]


def test_a_refusal_met_while_the_page_is_drawn_is_recorded_too(desk: Client, committed: Ledger) -> None:
    assert desk.get("/forbidden-late/").status_code == 403
    assert len(committed("accounts.refused")) == 1


def test_a_refusal_of_the_framework_is_recorded_too(desk: Client, committed: Ledger) -> None:
    assert desk.get("/forbidden-by-django/").status_code == 403
    assert len(committed("accounts.refused")) == 1


def test_no_refusal_is_answered_that_cannot_be_recorded(desk: Client, owner_connection: psycopg.Connection) -> None:
    owner_connection.execute("alter table ledger_event add constraint none check (kind <> 'DENIAL') not valid")
    owner_connection.commit()
    try:
        assert desk.get("/forbidden/").status_code == 500
    finally:
        owner_connection.execute("alter table ledger_event drop constraint none")
        owner_connection.commit()


def test_the_walls_know_who_asks_during_the_request_and_nobody_after_it(desk: Client, asha: User) -> None:
    said = desk.get("/context/").content.decode().split("|")
    assert said[:3] == [str(asha.pk), str(asha.agency_id), str(asha.partnership_id)]
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('rt.principal', true), rt_agency()")
        assert cursor.fetchone() in {("", None), (None, None)}


def test_every_answer_forbids_keeping_framing_and_foreign_code(desk: Client, stranger: Client) -> None:
    for page in (desk.get("/look/"), stranger.get("/sign-in/"), desk.get("/forbidden/"), desk.get("/broken/")):
        assert page["Cache-Control"] == "no-store, private"
        assert page["X-Frame-Options"] == "DENY"
        assert page["X-Content-Type-Options"] == "nosniff"
        assert page["Referrer-Policy"] == "same-origin"
        policy = dict(part.strip().split(" ", 1) for part in page["Content-Security-Policy"].split(";"))
        assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
        assert (policy["frame-ancestors"], policy["base-uri"], policy["form-action"]) == ("'none'", "'none'", "'self'")


@pytest.fixture
def _as_the_owner(transactional_db: None, settings: Any) -> Iterator[None]:
    """Log in as the owner, by mistake."""
    before = {part: connection.settings_dict[part] for part in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(settings.DATABASE_OWNER)
    yield
    connection.close()
    connection.settings_dict.update(before)


@pytest.mark.usefixtures("_as_the_owner")
def test_t38_the_first_request_refuses_a_login_that_the_walls_do_not_hold(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RequestTransaction, "checked", False)
    assert stranger.get("/open/").status_code == 500
    with pytest.raises(ImproperlyConfigured, match="must not connect as rt_owner"):
        require_app_login()


def test_the_first_request_refuses_to_go_on_without_a_root_key(
    stranger: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    monkeypatch.setattr(RequestTransaction, "checked", False)
    settings.ROOT_KEY_FILE, settings.ROOT_KEY_MAY_BE_MADE = tmp_path / "root.key", False
    forget()
    assert stranger.get("/open/").status_code == 500
    settings.ROOT_KEY_MAY_BE_MADE = True
    assert stranger.get("/open/").status_code == 200
    forget()
