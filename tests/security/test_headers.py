"""What every answer says to the browser that gets it, whoever asks for what; and names that are not the server's.

OWASP ASVS 5.0: 3.4.1 to 3.4.8 (headers of browsers' mechanisms), 4.1.1 (content type), 14.3.2 (nothing is kept).
"""

import os
import subprocess
import sys
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.roles import Role
from tests.access.visits import ROUTES, form, objects, visit
from tests.access.world import World, make_world, undone
from tests.config.test_settings import read as read
from tests.pages import Page

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'",
    "connect-src": "'self'", "manifest-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'",
    "base-uri": "'none'",
}  # fmt: skip
POLICY_OF_FILES = {"default-src": "'none'", "sandbox": ""}
ALWAYS = {
    "Cache-Control": "no-store, private",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
KINDS = {"text/html; charset=utf-8", "application/json", "application/pdf"}  # the last is a letter kept with a case
TELLING = {"Server", "X-Powered-By", "X-Django-Version", "Access-Control-Allow-Origin"}


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def policy(page: Page) -> dict[str, str]:
    parts = page.headers["Content-Security-Policy"].split(";")
    return {name: value for name, _, value in (part.strip().partition(" ") for part in parts)}


def wrong(page: Page) -> dict[str, Any]:
    """What an answer says otherwise than every answer must."""
    said = {name: page.headers.get(name) for name in ALWAYS}
    found: dict[str, Any] = {name: value for name, value in said.items() if value != ALWAYS[name]}
    if policy(page) != (POLICY_OF_FILES if page.streaming else POLICY):
        found["Content-Security-Policy"] = policy(page)
    if (page.streaming or page.content) and page.headers["Content-Type"] not in KINDS:
        found["Content-Type"] = page.headers["Content-Type"]
    return found | {name: page.headers[name] for name in TELLING if name in page.headers}


@pytest.mark.parametrize(
    ("relation", "methods"),
    [("nobody", "GET POST"), ("half", "GET POST"), ("lead", "GET POST PUT"), ("untold", "GET POST")],
)
def test_every_address_answers_with_every_header(world: World, relation: str, methods: str) -> None:
    standing = (Role.CASEWORKER, relation)
    browser, known = world.browser(standing), objects(world, standing)
    found = {}
    for method, route in product(methods.split(), ROUTES):
        with undone(browser):
            page = visit(browser, route, method, known, form(route, world))
        if says := wrong(page):
            found[method, route] = says
    assert found == {}


@pytest.mark.parametrize("address", ["/nowhere/", "/cases/RT-2222-2222/", "/sign-in", "/%00"])
def test_error_pages_answer_with_every_header(db: None, address: str) -> None:
    assert wrong(Client(raise_request_exception=False).get(address)) == {}


def test_a_fault_answers_with_every_header(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError

    browser = world.browser((Role.CASEWORKER, "lead"))
    browser.raise_request_exception = False
    monkeypatch.setattr("accounts.outbox.views.messages_to", fault)
    page = browser.get("/your-messages/")
    assert page.status_code == 500
    assert wrong(page) == {}


def test_files_of_the_look_carry_the_policy_and_may_be_kept() -> None:
    page = Client().get("/static/favicon.svg")
    assert page.status_code == 200
    assert policy(page) == POLICY
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    page.close()


def test_over_https_the_browser_is_told_to_stay_there(db: None, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    assert Client().get("/sign-in/").headers["Location"] == "https://testserver/sign-in/"
    told = Client().get("/sign-in/", secure=True).headers["Strict-Transport-Security"]
    assert told == "max-age=63072000; includeSubDomains; preload"


def test_the_cookies_of_an_answer_say_so(world: World) -> None:
    browser = world.browser((Role.CASEWORKER, "lead"))
    cookie = browser.get("/").cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Strict", "/", "")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b", "localhost@evil"])
def test_a_name_that_is_not_the_servers_is_refused(db: None, settings: Any, host: str) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    page = Client(raise_request_exception=False).get("/sign-in/", headers={"host": host})
    assert page.status_code == 400
    assert b"evil" not in page.content
    assert policy(page) == POLICY


@pytest.mark.parametrize(
    "header",
    ["x-forwarded-host", "x-host", "forwarded", "x-original-url", "x-rewrite-url", "x-forwarded-prefix"],
)
def test_no_header_puts_a_name_into_a_page(db: None, header: str) -> None:
    page = Client().get("/sign-in/", headers={header: "host=evil.example"})
    assert page.status_code == 200
    assert b"evil.example" not in page.content
    assert "evil.example" not in str(page.headers)


def test_without_a_proxy_of_ours_nobody_can_say_that_the_way_was_encrypted(db: None, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    page = Client().get("/sign-in/", headers={"x-forwarded-proto": "https"})
    assert page.status_code == 301


def test_a_deployment_passes_djangos_own_checks_with_no_warning() -> None:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    served = {**kept, "ROUNDTABLE_SETUP": "no", "ROUNDTABLE_HOSTS": "roundtable.example.org"}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=served, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
