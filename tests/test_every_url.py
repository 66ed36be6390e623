"""Who gets what at every address of the product, for GET and for POST; an address that is not in the table fails."""

import copy
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.context import acting
from audit.ledger.models import Event
from casework.cases.models import Case
from casework.categories import Category
from casework.importing.models import ImportedFile
from casework.importing.services import take_file
from tests.cast import PASSWORD, actor, signed_in
from tests.pages import Page
from tests.town import Town, logged, make_town, opened_case, shared
from vault.ids import uuid7

# What each gets: a status; or "sign-in", "set-up" (of a second factor), "again" (the code), "away" (elsewhere,
# which is how a form that was saved answers). The last column is what is written down where the answer is 200 or away;
# a 403 or 404 leaves "accounts.refused". Who they are:
# half: gave a password, has set up no app yet. other: of an agency that is told nothing. peer: of the agency, without
# the case. reader: of the agency, sees all its cases and works none. partner: sees a share. worker: leads it.
# officer: audits the agency.
TABLE = """
route                       by   nobody  half   other peer  reader partner worker officer leaves
account_login               GET  200     away   away  away  away   away    away   away    -
account_login               POST 200     away   away  away  away   away    away   away    -
mfa_authenticate            GET  away    away   away  away  away   away    away   away    -
mfa_authenticate            POST away    away   away  away  away   away    away   away    -
account_logout              GET  away    200    200   200   200    200     200    200     -
account_logout              POST away    away   away  away  away   away    away   away    accounts.signed_out
mfa_index                   GET  sign-in set-up 200   200   200    200     200    200     -
mfa_index                   POST sign-in set-up 405   405   405    405     405    405     -
mfa_activate_totp           GET  sign-in 200    away  away  away   away    away   away    -
mfa_activate_totp           POST sign-in 200    away  away  away   away    away   away    -
mfa_deactivate_totp         GET  sign-in set-up again again again  again   again  again   -
mfa_deactivate_totp         POST sign-in set-up again again again  again   again  again   -
account_change_password     GET  sign-in set-up 200   200   200    200     200    200     -
account_change_password     POST sign-in set-up 200   200   200    200     200    200     -
mfa_reauthenticate          GET  sign-in set-up 200   200   200    200     200    200     -
mfa_reauthenticate          POST sign-in set-up 200   200   200    200     200    200     -
mfa_view_recovery_codes     GET  sign-in set-up again again again  again   again  again   -
mfa_view_recovery_codes     POST sign-in set-up 405   405   405    405     405    405     -
mfa_generate_recovery_codes GET  sign-in set-up again again again  again   again  again   -
mfa_generate_recovery_codes POST sign-in set-up again again again  again   again  again   -
work:work                   GET  sign-in set-up 403   403   403    403     403    403     -
work:work                   POST sign-in set-up 405   405   405    405     405    405     -
work:again                  GET  sign-in set-up 405   405   405    405     405    405     -
work:again                  POST sign-in set-up 404   404   404    404     404    404     -
work:drop                   GET  sign-in set-up 405   405   405    405     405    405     -
work:drop                   POST sign-in set-up 404   404   404    404     404    404     -
casework:my-cases           GET  sign-in set-up 200   200   200    200     200    200     case.list
casework:my-cases           POST sign-in set-up 405   405   405    405     405    405     -
casework:case-change        GET  sign-in set-up 404   404   403    403     200    404     case.look
casework:case-change        POST sign-in set-up 404   404   403    403     away   404     case.look,case.change
casework:case-access        GET  sign-in set-up 404   404   200    200     200    404     case.look
casework:case-access        POST sign-in set-up 404   404   403    403     away   404     case.look,case.member.add
casework:case-access-remove GET  sign-in set-up 405   405   405    405     405    405     -
casework:case-access-remove POST sign-in set-up 404   404   403    403     away   404     case.look,case.member.remove
casework:case               GET  sign-in set-up 404   404   200    200     200    404     case.look
casework:case               POST sign-in set-up 405   405   405    405     405    405     -
casework:intervention-log   GET  sign-in set-up 404   404   403    403     200    404     case.look
casework:intervention-log   POST sign-in set-up 404   404   403    403     away   404     case.look,intervention.log
casework:people-find        GET  sign-in set-up 200   200   403    403     200    403     -
casework:people-find        POST sign-in set-up 200   200   403    403     200    403     person.search
casework:people-add         GET  sign-in set-up 405   405   405    405     405    405     -
casework:people-add         POST sign-in set-up away  away  403    403     away   403     person.add
casework:person             GET  sign-in set-up 404   404   200    200     200    404     person.look
casework:person             POST sign-in set-up 405   405   405    405     405    405     -
casework:case-start         GET  sign-in set-up 404   404   403    403     200    403     person.look
casework:case-start         POST sign-in set-up 404   404   403    403     away   403     person.look,case.start
office:looks                GET  sign-in set-up 403   403   403    403     403    200     office.list
office:looks                POST sign-in set-up 403   403   403    403     403    away    -
office:record               GET  sign-in set-up 403   403   403    403     403    200     office.looks
office:record               POST sign-in set-up 405   405   405    405     405    405     -
casework:import             GET  sign-in set-up 200   200   403    403     200    403     import.look
casework:import             POST sign-in set-up 200   200   403    403     200    403     import.look
casework:import-file        GET  sign-in set-up 404   404   404    404     away   404     import.look
casework:import-file        POST sign-in set-up 404   404   404    404     away   404     import.look
casework:import-columns     GET  sign-in set-up 404   404   404    404     200    404     import.look
casework:import-columns     POST sign-in set-up 404   404   404    404     200    404     import.look
casework:import-start       GET  sign-in set-up 405   405   405    405     405    405     -
casework:import-start       POST sign-in set-up 404   404   404    404     away   404     import.look
casework:import-discard     GET  sign-in set-up 405   405   405    405     405    405     -
casework:import-discard     POST sign-in set-up 404   404   404    404     away   404     import.discard
"""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    method: str
    leaves: str
    answers: dict[str, str]


@dataclass(frozen=True)
class Cell:
    """What somebody got, and the acts that it left in the ledger."""

    answer: str
    left: str


@dataclass(frozen=True)
class World:
    """A town with one case, which probation sees in part, and a file that its worker is bringing in."""

    town: Town
    case: Case
    file: ImportedFile


OPEN = {"account_login", "mfa_authenticate", "account_logout"}
NOTHING_TO_LOOK_AT = {"casework:people-find": "an empty form; the search is what is written down"}
REFUSED_WITH = {"403", "404"}
DONE_WITH = {"200", "away"}
# Against forged forms there is another token on every page, and a printed page says the minute.
TOKEN = re.compile(rb'value="\w{64}"|at \d\d:\d\d')


def rows(table: str) -> Iterator[Row]:
    head, *lines = table.strip().splitlines()
    who = head.split()[2:-1]
    for line in lines:
        name, method, *answers, leaves = line.split()
        yield Row(name, method, leaves, dict(zip(who, answers, strict=True)))


ROWS = list(rows(TABLE))


def password_alone(town: Town) -> Client:
    browser = Client()
    browser.post("/sign-in/", {"login": town.caseworker.email, "password": PASSWORD})
    return browser


PEOPLE: dict[str, Callable[[Town], Client]] = {
    "nobody": lambda _: Client(),
    "half": password_alone,
    "other": lambda town: signed_in(town.stranger),
    "peer": lambda town: signed_in(town.colleague),
    "reader": lambda town: signed_in(town.coordinator),
    "partner": lambda town: signed_in(town.partner),
    "worker": lambda town: signed_in(town.caseworker),
    "officer": lambda town: signed_in(town.auditor),
}


def routes(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route of the product with its full name."""
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from routes(part, f"{namespace}{part.namespace}:" if part.namespace else namespace)
        else:
            yield f"{namespace}{part.name or part.pattern}", part


ROUTES = dict(routes(get_resolver()))


@pytest.fixture
def world(db: None) -> World:
    town = make_town()
    case = opened_case(town.caseworker, team=town.team)
    logged(town.caseworker, case, "At home")
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    who = actor(town.caseworker)
    with acting(who):
        file = take_file(actor=who, name="people.csv", content=b"Given name,Family name\nAnn,Other\n")
    return World(town, case, file)


def arguments(name: str, world: World) -> dict[str, object]:
    case = world.case
    known: dict[str, object] = {
        "reference": case.reference, "person_id": case.person_id, "record_id": case.pk, "file_id": world.file.pk,
        "job_id": world.file.pk,
    }  # fmt: skip
    return {key: known[key] for key in ROUTES[name].pattern.converters}


def body(name: str, world: World) -> dict[str, Any]:
    """A form filled in as its page asks for, so that what answers is not the form's own complaint."""
    now = timezone.localtime()
    forms: dict[str, dict[str, Any]] = {
        "casework:people-find": {"family": "Nobody"},
        "casework:people-add": {"id": uuid7(), "given": "Marmaduke", "family": "Ashcombe"},
        "casework:case-start": {"id": uuid7(), "role": "VICTIM", "reason": "Harmed", "priority": "1"},
        "casework:case-change": {"version": 1, "state": "ACTIVE", "priority": "2", "reason": "Because"},
        "casework:case-access": {"user": world.town.colleague.pk},
        "casework:case-access-remove": {"team": world.town.team.pk},
        "casework:intervention-log": {
            "id": uuid7(), "mode": "VISIT", "result": "SPOKE", "note": "Saw him",
            "occurred_at": f"{now:%d/%m/%Y}", "occurred_at_time": f"{now:%H:%M}",
        },
        "office:looks": {"reference": world.case.reference},
    }  # fmt: skip
    return forms.get(name, {})


@contextmanager
def undone(browser: Client) -> Iterator[None]:
    """One visit, of which nothing stays."""
    cookies = copy.deepcopy(browser.cookies)
    cell = transaction.atomic()
    cell._from_testcase = True  # type: ignore[attr-defined]  # else the request's durable block refuses to be inside
    with cell:
        yield
        transaction.set_rollback(True)
    browser.cookies = cookies


def answer(page: Page) -> str:
    if page.status_code != 302:
        return str(page.status_code)
    to = page.headers["Location"]
    named = {"/sign-in/?next=": "sign-in", "/your-sign-in/app/": "set-up", "/your-sign-in/confirm/": "again"}
    return next((word for begins, word in named.items() if to.startswith(begins)), "away")


def visit(browser: Client, method: str, name: str, world: World, known: dict[str, object] | None = None) -> Page:
    address = reverse(name, kwargs=known or arguments(name, world))
    return browser.get(address) if method == "GET" else browser.post(address, body(name, world))


def expected(row: Row, who: str) -> Cell:
    answered = row.answers[who]
    if answered in REFUSED_WITH:
        return Cell(answered, "accounts.refused")
    done = answered in DONE_WITH and who != "nobody"
    return Cell(answered, row.leaves if done else "-")


def found(browser: Client, row: Row, world: World) -> Cell:
    lead = actor(world.town.lead_auditor)
    with undone(browser):
        with acting(lead):
            before = set(Event.objects.values_list("pk", flat=True))
        answered = answer(visit(browser, row.method, row.name, world))
        with acting(lead):
            acts = Event.objects.exclude(pk__in=before).order_by("pk").values_list("act", flat=True)
            return Cell(answered, ",".join(acts) or "-")


def test_every_route_is_in_the_table_for_reading_and_for_writing() -> None:
    listed = [(row.name, row.method) for row in ROWS]
    assert sorted(listed) == sorted((name, method) for name in ROUTES for method in ("GET", "POST"))


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_what_the_table_says_and_it_is_written_down(world: World, who: str) -> None:
    browser = PEOPLE[who](world.town)
    wanted = {f"{row.method} {row.name}": expected(row, who) for row in ROWS}
    assert {f"{row.method} {row.name}": found(browser, row, world) for row in ROWS} == wanted


def test_whoever_is_not_signed_in_is_led_to_sign_in_but_where_signing_in_happens() -> None:
    elsewhere = {row.name for row in ROWS if row.answers["nobody"] != "sign-in"}
    assert elsewhere == OPEN
    assert {row.name for row in ROWS if row.answers["half"] not in {"set-up", "405"}} == {*OPEN, "mfa_activate_totp"}


def test_no_object_opens_to_an_agency_that_is_told_nothing_nor_to_a_colleague_without_it() -> None:
    objects = [row for row in ROWS if ROUTES[row.name].pattern.converters]
    assert {row.answers["other"] for row in objects} <= {"404", "405", "403"}
    refused_by_role = {row.name for row in objects if row.answers["other"] == "403"}
    assert refused_by_role == {"office:record"}  # for whatever id is asked: see the next test
    assert [row for row in objects if row.answers["peer"] != row.answers["other"]] == []


@pytest.mark.parametrize("who", ["other", "peer"])
def test_what_is_not_theirs_to_know_answers_as_what_does_not_exist(world: World, who: str) -> None:
    browser = PEOPLE[who](world.town)
    nowhere = {"reference": "RT-2222-2222"}
    objects = [row for row in ROWS if ROUTES[row.name].pattern.converters]
    assert objects
    for row in objects:
        made_up = {key: nowhere.get(key, uuid7()) for key in ROUTES[row.name].pattern.converters}
        pages = [visit(browser, row.method, row.name, world, known) for known in (arguments(row.name, world), made_up)]
        there, absent = ([str(page.status_code), *TOKEN.sub(b"", page.content).decode().splitlines()] for page in pages)
        assert list(unified_diff(there, absent, n=0)) == [], f"{row.method} {row.name}"


def test_every_page_of_case_data_leaves_a_look_with_whoever_may_see_it() -> None:
    reading = [row for row in ROWS if row.method == "GET" and row.name.startswith(("casework:", "office:"))]
    unseen = {row.name for row in reading if "200" in row.answers.values() and row.leaves == "-"}
    assert unseen == set(NOTHING_TO_LOOK_AT)
