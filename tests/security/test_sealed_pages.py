"""A value that cannot be opened is said to be sealed or damaged, with whom to ask: never an error, never ciphertext."""

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from accounts.context import acting
from audit.ledger.models import Event
from casework.cases.models import OffenderCase, VictimCase
from casework.interventions.models import Intervention
from casework.people.models import Person, PersonIdentifier
from tests.cast import actor, signed_in
from tests.security.story import ALIAS, FAMILY, IDENTIFIER, NOTE, REASON, WARNING, Story, leaked, tell
from tests.town import Town, known_person, logged
from vault.fields import SealedModel, sealed_fields
from vault.provider import forget

pytestmark = pytest.mark.django_db(transaction=True)

DAMAGED = "The seal on this value is damaged"
SEALED = "Sealed.</strong>"
ASK = "the information-sharing desk at Westhaven Police"
Damage = Callable[[str, str, str], None]


@pytest.fixture
def story(town: Town) -> Story:
    return tell(town)


@pytest.fixture
def owner(owner_connection: psycopg.Connection) -> psycopg.Connection:
    """Somebody with the database's files: every wall and every trigger is out of the way."""
    owner_connection.execute("SET LOCAL rt.maintenance = 'on'")
    owner_connection.execute("SET LOCAL session_replication_role = replica")
    return owner_connection


def pages(browser: Client, story: Story) -> dict[str, HttpResponse]:
    """Every page that shows something sealed of the person or the case."""
    case, person = f"/cases/{story.offender.reference}/", f"/people/{story.person.pk}/"
    places = ("/", case, f"{case}change/", f"{case}access/", f"{case}interventions/log/", person, f"{person}cases/start/")
    browser.raise_request_exception = False
    return {place: browser.get(place) for place in places}


def said(page: HttpResponse) -> str:
    return " ".join(page.content.decode().split())


def alarms(town: Town) -> list[Event]:
    """The alarms that the officer of the agency whose records these are can see."""
    who = actor(town.auditor)
    with acting(who):
        return list(Event.objects.filter(kind="ALARM").order_by("pk"))


def envelopes(owner: psycopg.Connection) -> list[bytes]:
    """Every sealed value as it is stored."""
    models: list[type[SealedModel]] = [Person, PersonIdentifier, OffenderCase, VictimCase, Intervention]
    columns = [(model._meta.db_table, name) for model in models for name in sealed_fields(model)]
    rows = [owner.execute(f"SELECT {name} FROM {table} WHERE {name} IS NOT NULL").fetchall() for table, name in columns]
    return [bytes(value) for found in rows for (value,) in found]


def ciphertext_in(page: HttpResponse, stored: list[bytes]) -> list[bytes]:
    """The envelopes of which a recognisable part stands in a page."""
    bodies = [value[34:58] for value in stored]
    forms = [lambda body: body, lambda body: body.hex().encode(), base64.b64encode, lambda body: repr(body)[2:-1].encode()]
    return [body for body in bodies if any(form(body) in page.content for form in forms)]


@contextmanager
def without_check(owner: psycopg.Connection, table: str, column: str) -> Iterator[None]:
    """The column without its check, as after a careless restore; the check comes back with the old values."""
    name, words = owner.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass"
        " AND pg_get_constraintdef(oid) LIKE %s",
        [table, f"%octet_length({column})%"],
    ).fetchone() or ("", "")
    kept = owner.execute(f"SELECT id, {column} FROM {table}").fetchall()
    owner.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    owner.execute("SET LOCAL rt.maintenance = 'on'")
    owner.execute("SET LOCAL session_replication_role = replica")
    for pk, value in kept:
        owner.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])
    owner.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {words}")
    owner.commit()


NAME_SHOWN = {"/", "case", "change/", "access/", "log/", "person", "start/"}
DAMAGES = {
    "a name of another person's": ("UPDATE casework_person SET name = (SELECT name FROM casework_person WHERE id <> %(person)s) WHERE id = %(person)s", FAMILY),
    "a name of another column's": ("UPDATE casework_person SET name = aliases WHERE id = %(person)s", FAMILY),
    "a name cut short": ("UPDATE casework_person SET name = substring(name FOR octet_length(name) - 16) WHERE id = %(person)s", FAMILY),
    "a name with one bit turned": ("UPDATE casework_person SET name = set_bit(name, 400, 1 - get_bit(name, 400)) WHERE id = %(person)s", FAMILY),
    "a name under another key": ("UPDATE casework_person SET name = overlay(name PLACING (SELECT substring(entry FROM 3 FOR 16) FROM casework_intervention LIMIT 1) FROM 3) WHERE id = %(person)s", FAMILY),
}
