"""What a case says stands in pages for those entitled to it, and nowhere else: no address, log, message or history."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote_plus

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from accounts.context import acting
from accounts.signin.models import SignIn
from accounts.signin.sessions import hashed, opened
from tests.cast import actor, signed_in
from tests.pages import Page
from tests.security.story import FAMILY, GIVEN, REASON, WARNING, Story, leaked, log_form
from tests.town import Town, known_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.security.broken")]

COOKIES = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.BROWSER_COOKIE_NAME}
NOT_FOLLOWED = ("/static/", "/sign-out/", "/locked/now/", "#", "http")
FIND = {"given": GIVEN, "family": FAMILY, "date_of_birth": "23/06/1987"}


class Served(HTMLParser):
    """What a browser would find in a page: where it leads, and whatever it would run."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.leads: list[str] = []
        self.inline: list[str] = []
        self._within = ""
        self.feed(page.content.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        self.leads += [said[name] for name in ("href", "action", "formaction", "src", "data-reload") if name in said]
        self.inline += [f"<{tag} {name}>" for name in said if name.startswith("on") or name in {"style", "srcdoc"}]
        self.inline += [
            f"<{tag} {name}>" for name, value in said.items() if value.strip().lower().startswith("javascript:")
        ]
        data_alone = said.get("type") == "application/json"  # which no browser runs
        self._within = tag if tag in {"script", "style"} and not data_alone else ""

    def handle_data(self, data: str) -> None:
        if self._within and data.strip():
            self.inline.append(f"<{self._within}>")

    def handle_endtag(self, tag: str) -> None:
        self._within = ""


@pytest.fixture
def desk(town: Town, story: Story) -> Client:
    """The caseworker's browser."""
    return signed_in(town.caseworker)


def crawl(browser: Client) -> Iterator[tuple[str, Page]]:
    """Every page to which the first one leads, with the answers to the forms on the way sent empty."""
    waiting, seen = ["/"], set()
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(NOT_FOLLOWED) or address.endswith("/end/"):
            continue
        seen.add(address)
        page = browser.get(address)
        if page.status_code == 405:  # the address of a form alone
            page = browser.post(address, {})
        yield address, page
        followed = [page.headers["Location"]] if "Location" in page.headers else Served(page).leads
        waiting += [lead.partition("#")[0] if not lead.startswith("?") else f"/{lead}" for lead in followed]


def test_no_address_holds_anything_of_a_case(desk: Client, story: Story) -> None:
    visited = dict(crawl(desk))
    assert {f"/cases/{story.offender.reference}/", f"/people/{story.person.pk}/", "/people/find/"} <= set(visited)
    assert [address for address in visited if leaked(unquote_plus(address))] == []
    read = [address for address, page in visited.items() if leaked(page.content)]
    assert len(read) > 5  # it is in the pages


def test_what_was_typed_to_search_or_add_is_in_no_address(desk: Client) -> None:
    for form in ("/people/find/", "/people/add/"):
        page = desk.post(form, FIND, follow=True)
        leads = [*Served(page).leads, *(address for address, _ in page.redirect_chain)]
        assert leads
        assert [lead for lead in leads if leaked(unquote_plus(lead))] == []


def pages_of_all_kinds(desk: Client, story: Story) -> dict[str, Page]:
    """A page of every kind: those a caseworker reaches, refusals, faults, forms with mistakes, a conflict."""
    desk.raise_request_exception = False
    case = f"/cases/{story.offender.reference}/"
    stale = {"version": "0", "state": "ACTIVE", "priority": "2", "reason": "Mine", "warning": "Mine"}
    return dict(crawl(desk)) | {
        "not there": desk.get("/no-such-page/"),
        "not known": desk.get("/cases/RT-2222-2222/"),
        "not permitted": desk.get("/audit/"),
        "a fault": desk.get(f"/broken/{story.offender.reference}/"),
        "found": desk.post("/people/find/", FIND),
        "mistakes": desk.post(f"{case}interventions/log/", log_form(mode="")),
        "conflict": desk.post(f"{case}change/", stale),
        "signing in": Client().get("/sign-in/"),
        "forged": Client(enforce_csrf_checks=True).post("/sign-in/", {}),
    }


def test_no_page_holds_code_and_every_answer_forbids_it(desk: Client, story: Story) -> None:
    answers = pages_of_all_kinds(desk, story)
    assert {page.status_code for page in answers.values()} >= {200, 302, 403, 404, 409, 500}
    assert {address: found for address, page in answers.items() if (found := Served(page).inline)} == {}
    for address, page in answers.items():
        policy = dict(part.strip().split(" ", 1) for part in page.headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'", address
        assert {policy[name] for name in ("script-src", "style-src", "img-src", "form-action")} == {"'self'"}, address
        assert {policy[name] for name in ("frame-ancestors", "base-uri")} == {"'none'"}, address
        assert "unsafe" not in page.headers["Content-Security-Policy"], address
        assert "no-store" in page.headers["Cache-Control"], address
        assert page.headers["X-Content-Type-Options"] == "nosniff", address
        assert page.headers["Referrer-Policy"] == "same-origin", address


def test_cookies_are_for_this_site_and_not_for_scripts(desk: Client) -> None:
    desk.get("/people/find/")
    kept = desk.cookies
    assert set(kept) == COOKIES
    assert {
        (cookie["samesite"], bool(cookie["httponly"]), cookie["path"], cookie["domain"]) for cookie in kept.values()
    } == {("Strict", True, "/", "")}
    assert leaked(kept.output()) == []


HTTPS_ALONE = """
import json, os
os.environ["ROUNDTABLE_HOSTS"] = "roundtable.example.org"
import config.settings as made
names = "SESSION_COOKIE_NAME CSRF_COOKIE_NAME BROWSER_COOKIE_NAME "
names += "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT"
print(json.dumps([getattr(made, name) for name in names.split()] + [made.SECURE_HSTS_SECONDS >= 31_536_000]))
"""


def test_where_others_can_reach_it_cookies_travel_over_https_alone() -> None:
    said = subprocess.run([sys.executable, "-c", HTTPS_ALONE], cwd=settings.BASE_DIR, capture_output=True, check=True)
    assert json.loads(said.stdout) == ["__Host-session", "__Host-csrf", "__Host-browser", True, True, True, True]


def test_t19_logs_hold_nothing_of_a_case_even_when_all_is_logged(
    desk: Client, story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.DEBUG)
    with override_settings(DEBUG=True):
        connection.force_debug_cursor = True
        answers = pages_of_all_kinds(desk, story)
        connection.force_debug_cursor = False
    assert answers["a fault"].status_code == 500
    assert "SELECT" in caplog.text
    assert "a fault" in caplog.text
    told = [record for record in caplog.records if leaked(logging.Formatter().format(record))]
    assert told == []


def test_the_history_of_changes_holds_the_declared_clear_columns_alone(desk: Client, town: Town, story: Story) -> None:
    address = f"/cases/{story.offender.reference}/change/"
    form = {
        "version": "1",
        "state": "DORMANT",
        "priority": "4",
        "reason": f"{REASON} again",
        "warning": f"{WARNING} always",
    }
    assert desk.post(address, form).status_code == 302
    assert desk.post(f"/cases/{story.offender.reference}/interventions/log/", log_form()).status_code == 302
    known_person(town.caseworker)
    (declared,) = settings.AUDITLOG_INCLUDE_TRACKING_MODELS
    with acting(actor(town.caseworker)), connection.cursor() as cursor:
        cursor.execute("SELECT changes, auditlog_logentry::text FROM auditlog_logentry")
        rows = cursor.fetchall()
    columns = {column for changes, _ in rows for column in json.loads(changes)}
    assert {"state", "priority"} <= columns <= {*declared["include_fields"], "id"}
    names = [town.caseworker.name, town.caseworker.email]
    assert [text for _, text in rows if leaked(text) or any(name in text for name in names)] == []


def test_the_ledger_holds_nothing_of_a_case(desk: Client, town: Town, story: Story) -> None:
    list(crawl(desk))
    desk.post("/people/find/", FIND)
    desk.post("/people/add/", FIND)
    with acting(actor(town.lead_auditor)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_event::text FROM ledger_event UNION ALL SELECT ledger_eventrow::text FROM ledger_eventrow"
        )
        told = [row for (row,) in cursor.fetchall()]
    assert len(told) > 20
    assert [row for row in told if leaked(row)] == []


def test_messages_and_sessions_hold_nothing_of_a_case(desk: Client, town: Town, story: Story) -> None:
    case = f"/cases/{story.offender.reference}/"
    form = {"version": "1", "state": "DORMANT", "priority": "4", "reason": REASON, "warning": WARNING}
    desk.post(f"{case}change/", form)
    desk.post(f"{case}interventions/log/", log_form())
    desk.post(f"{case}access/", {"user": str(town.colleague.pk)})
    (row,) = SignIn.objects.filter(key=hashed(desk.cookies["session"].value))
    kept = opened(row)
    assert "The case is saved." in str(kept)
    assert leaked(str(kept)) == []
    assert "The case is saved." not in row.data
    desk.post("/people/find/", FIND)
    (row,) = SignIn.objects.filter(key=hashed(desk.cookies["session"].value))
    assert leaked(str(opened(row))) == []
    assert set(desk.cookies) == COOKIES
