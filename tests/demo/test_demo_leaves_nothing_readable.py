# ruff: noqa: RUF001 - the letter is Turkish
"""After the demo was loaded and worked in, nothing of its people can be read in the database or in any log."""

import logging
import re
from datetime import date
from pathlib import Path

import psycopg
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.signin.codes import next_code
from config.demo.generator import make_world
from config.demo.loading import PASSWORD, load
from config.demo.second import CASES
from config.demo.sensitive import secrets_of
from config.demo.world import Person, World
from tests.demo.readable import found, rows_of, tables_of

PEOPLE = 40
WHO_HARMS = 1
"""Somebody whom a victim service links by name alone."""
NAME = "Featherstonehaugh"


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(today=timezone.localdate(), people=PEOPLE)


def signed_in(email: str) -> Client:
    """A browser of one of the demo's users, past both steps."""
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    app = Authenticator.objects.get(user=User.objects.get(email=email), type=Authenticator.Type.TOTP)
    client.post(reverse("mfa_authenticate"), {"code": next_code(app)})
    return client


def work_a_little(person: Person) -> str:
    """A caseworker looks for somebody, reads a case, mistypes an entry; an officer audits. Gives the case's page."""
    caseworker, officer = signed_in("caseworker@police.example"), signed_in("ig.officer@police.example")
    caseworker.post(reverse("casework:people-find"), {"given": person.given, "family": person.family})
    (reference, *_) = re.findall(r"RT-\w{4}-\w{4}", caseworker.get(reverse("casework:my-cases")).content.decode())
    page = caseworker.get(reverse("casework:case", args=[reference]))
    caseworker.post(
        reverse("casework:intervention-log", args=[reference]), {"note": person.family, "mode": person.given}
    )
    assert officer.get(reverse("office:looks")).status_code == 200
    return page.content.decode()


def server_log() -> bytes:
    folder = settings.DATABASES["default"].get("EMBEDDED")
    log = Path(str(folder)) / "log"
    return log.read_bytes() if log.exists() else b""


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_demos_people_is_readable(
    world: World,
    owner_connection: psycopg.Connection,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    load(world)
    (person, *_) = (one for one in world.people if one.agency == "police" and one.given and one.aliases)
    page = work_a_little(person)
    elsewhere = {words for given, family, _, _, reason in CASES for words in (given, family, reason)}
    secrets = secrets_of(world) | elsewhere
    tables = tables_of(owner_connection)
    taken_on = sum(step.move == "ACCEPT" for one in world.referred for step in one.steps)

    assert found(secrets, page.encode()), "the page shows what is sealed, so the secrets are those in use"
    assert rows_of(owner_connection, "casework_person") == PEOPLE + len(CASES) + WHO_HARMS + taken_on
    assert rows_of(owner_connection, "casework_intervention") >= len(world.interventions)
    assert rows_of(owner_connection, "ledger_event") > len(world.cases)
    assert {name: sorted(found(secrets, content)) for name, content in tables.items() if found(secrets, content)} == {}
    said = capfd.readouterr()
    assert found(secrets, f"{caplog.text}\n{said.out}\n{said.err}".encode() + server_log()) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["text", "jsonb", "bytea", "date"])
def test_a_planted_secret_is_found_whatever_the_column(owner_connection: psycopg.Connection, kind: str) -> None:
    planted = {
        "text": (f"seen with {NAME}", NAME),
        "jsonb": ('{"name": "Zdzisława"}', "Zdzisława"),
        "bytea": ("Çakıroğlu".encode(), "Çakıroğlu"),
        "date": (date(1990, 5, 17), "1990-05-17"),
    }
    value, secret = planted[kind]
    owner_connection.execute(f"create table planted (held {kind})")
    owner_connection.execute("insert into planted values (%s)", [value])
    assert found({secret, "Nowhereatall"}, tables_of(owner_connection)["planted"]) == {secret}


@pytest.mark.parametrize("written", ["CHOLMONDELEY", "cholmondeley", "\\u00c7ak\\u0131ro\\u011flu", "cakiroglu"])
def test_a_secret_is_found_however_it_is_written(written: str) -> None:
    assert found({"Cholmondeley", "Çakıroğlu"}, f"x {written} y".encode())
