"""A value that cannot be opened is said to be sealed or damaged, with whom to ask: never an error, never ciphertext."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.test import Client

from accounts.context import acting
from audit.ledger.models import Event
from casework.cases.models import OffenderCase, VictimCase
from casework.interventions.models import Intervention
from casework.people.models import Person, PersonIdentifier
from tests.cast import actor, signed_in
from tests.pages import Page
from tests.security.story import ALIAS, FAMILY, IDENTIFIER, NOTE, REASON, WARNING, Story, leaked, log_form
from tests.town import Town, known_person, logged
from vault.fields import SealedModel, sealed_fields
from vault.provider import forget

pytestmark = pytest.mark.django_db(transaction=True)

DAMAGED = "The seal on this value is damaged"
SEALED = "Sealed.</strong>"
ASK = "the information-sharing desk at Westhaven Police"
PLAIN = "Lives at 4 Lamplighter Row"


@pytest.fixture
def owner(owner_connection: psycopg.Connection) -> psycopg.Connection:
    """Somebody with the database's files: every wall and every trigger is out of the way."""
    owner_connection.execute("SET LOCAL rt.maintenance = 'on'")
    owner_connection.execute("SET LOCAL session_replication_role = replica")
    return owner_connection


def pages(browser: Client, story: Story) -> dict[str, Page]:
    """Every page that shows something sealed of the person or the case."""
    case, person = f"/cases/{story.offender.reference}/", f"/people/{story.person.pk}/"
    places = (
        "/",
        case,
        f"{case}change/",
        f"{case}access/",
        f"{case}interventions/log/",
        person,
        f"{person}cases/start/",
    )
    browser.raise_request_exception = False
    return {place: browser.get(place) for place in places}


def said(page: Page) -> str:
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


def ciphertext_in(page: Page, stored: list[bytes]) -> list[bytes]:
    """The envelopes of which a recognisable part stands in a page."""
    bodies = [value[34:58] for value in stored]
    return [body for body in bodies if any(form in page.content for form in _forms(body))]


def _forms(body: bytes) -> tuple[bytes, ...]:
    return body, body.hex().encode(), base64.b64encode(body), repr(body)[2:-1].encode()


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
    try:
        yield
    finally:
        owner.rollback()
        owner.execute("SET LOCAL rt.maintenance = 'on'")
        owner.execute("SET LOCAL session_replication_role = replica")
        for pk, value in kept:
            owner.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, pk])
        owner.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {words}")
        owner.commit()


@dataclass(frozen=True)
class Damage:
    """What was done to one value, the words that are lost by it, and the pages that say so."""

    table: str
    column: str
    value: str
    lost: str
    pages: str


ALL = "{case} {case}change/ {case}access/ {case}interventions/log/ {person} {person}cases/start/"
PERSON, PART, ENTRY = "casework_person", "casework_offendercase", "casework_intervention"
ANOTHERS_NAME = "(SELECT name FROM casework_person WHERE id <> %(person)s)"
ANOTHERS_REASON = "(SELECT reason FROM casework_victimcase)"
ANOTHERS_ENTRY = "(SELECT entry FROM casework_intervention WHERE case_id <> %(case)s)"
ONE_BIT = "set_bit({0}, 500, 1 - get_bit({0}, 500))"
OF_THE_STORY = {
    PERSON: "id = %(person)s",
    PART: "case_id = %(case)s",
    ENTRY: "case_id = %(case)s",
    "casework_personidentifier": "person_id = %(person)s",
}
DAMAGES = {
    "a name moved from another person": Damage(PERSON, "name", ANOTHERS_NAME, FAMILY, ALL),
    "a name moved from another column": Damage(PERSON, "name", "aliases", FAMILY, ALL),
    "a name cut short": Damage(PERSON, "name", "substring(name FOR octet_length(name) - 16)", FAMILY, ALL),
    "a name with one bit turned": Damage(PERSON, "name", ONE_BIT.format("name"), FAMILY, ALL),
    "a date of birth moved": Damage(PERSON, "date_of_birth", "name", "1987", "{case} {person}"),
    "other names moved": Damage(PERSON, "aliases", "name", ALIAS, "{person}"),
    "an identifier with one bit turned": Damage(
        "casework_personidentifier", "detail", ONE_BIT.format("detail"), IDENTIFIER, "{person}"
    ),
    "a reason moved from another case": Damage(PART, "reason", ANOTHERS_REASON, REASON, "{case} {case}change/"),
    "a warning moved from beside it": Damage(
        PART, "warning", "reason", WARNING, "{case} {case}change/ {case}interventions/log/"
    ),
    "a note moved from another entry": Damage(ENTRY, "entry", ANOTHERS_ENTRY, NOTE, "{case}"),
    "a note cut short": Damage(ENTRY, "entry", "substring(entry FOR octet_length(entry) - 1)", NOTE, "{case}"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_t4_a_broken_seal_is_shown_as_broken_and_raises_the_alarm(
    town: Town, story: Story, owner: psycopg.Connection, damage: str
) -> None:
    known_person(town.caseworker, "Somebody", "Else")
    logged(town.caseworker, story.victim, "Another note")
    browser = signed_in(town.caseworker)
    done = DAMAGES[damage]
    statement = f"UPDATE {done.table} SET {done.column} = {done.value} WHERE {OF_THE_STORY[done.table]}"
    changed = owner.execute(statement, {"person": story.person.pk, "case": story.offender.pk}).rowcount
    owner.commit()
    assert changed == 1
    shown = pages(browser, story)
    assert {place: page.status_code for place, page in shown.items()} == dict.fromkeys(shown, 200)
    case, person = f"/cases/{story.offender.reference}/", f"/people/{story.person.pk}/"
    where = done.pages.format(case=case, person=person).split()
    words = {place: said(shown[place]) for place in where}
    assert [place for place in where if not (DAMAGED in words[place] and f"Tell {ASK}" in words[place])] == []
    others = (done.lost, "Somebody Else", "Another note")
    assert [place for place, page in shown.items() if any(word in said(page) for word in others)] == []
    owner.execute("SET LOCAL rt.maintenance = 'on'")
    stored = envelopes(owner)
    assert [place for place, page in shown.items() if ciphertext_in(page, stored)] == []
    assert len(alarms(town)) >= len(where)


def test_t7_a_version_that_nobody_knows_is_damage_too(town: Town, story: Story, owner: psycopg.Connection) -> None:
    browser = signed_in(town.caseworker)
    with without_check(owner, "casework_person", "name"):
        owner.execute("UPDATE casework_person SET name = set_byte(name, 0, 9)")
        owner.commit()
        shown = pages(browser, story)
    assert {place: page.status_code for place, page in shown.items()} == dict.fromkeys(shown, 200)
    assert DAMAGED in said(shown[f"/people/{story.person.pk}/"])
    assert [place for place, page in shown.items() if FAMILY in said(page)] == []
    assert alarms(town)


def test_t8_plain_text_that_got_into_a_column_is_never_shown(
    town: Town, story: Story, owner: psycopg.Connection
) -> None:
    """As after a restore without checks: what stands there may be anybody's words."""
    browser = signed_in(town.caseworker)
    with without_check(owner, "casework_intervention", "entry"):
        owner.execute("UPDATE casework_intervention SET entry = %s", [b"Lives at 4 Lamplighter Row " * 9])
        owner.commit()
        shown = pages(browser, story)
    assert {place: page.status_code for place, page in shown.items()} == dict.fromkeys(shown, 200)
    assert DAMAGED in said(shown[f"/cases/{story.offender.reference}/"])
    assert [place for place, page in shown.items() if "Lamplighter" in said(page)] == []
    assert alarms(town)


@pytest.fixture
def _another_root_key(story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server comes up with a root key that is not the one everything was sealed under."""
    monkeypatch.setattr(settings, "ROOT_KEY_FILE", tmp_path / "another.key")
    forget()
    yield
    forget()


@pytest.mark.usefixtures("_another_root_key")
def test_t9_under_another_root_key_everything_is_damaged_and_nothing_breaks(town: Town, story: Story) -> None:
    browser = signed_in(town.caseworker)
    shown = pages(browser, story)
    assert {place: page.status_code for place, page in shown.items()} == dict.fromkeys(shown, 200)
    silent = [place for place, page in shown.items() if place != "/" and DAMAGED not in said(page)]
    assert silent == []
    assert [place for place, page in shown.items() if leaked(page.content)] == []
    assert len(alarms(town)) >= len(shown)


@pytest.mark.usefixtures("_another_root_key")
def test_t9_under_another_root_key_searching_and_saving_say_why_they_cannot(town: Town, story: Story) -> None:
    browser = signed_in(town.caseworker)
    browser.raise_request_exception = False
    searched = browser.post("/people/find/", {"given": "Quillonia", "family": FAMILY})
    saved = browser.post(f"/cases/{story.offender.reference}/interventions/log/", log_form())
    for page in (searched, saved):
        assert page.status_code == 503
        assert "key" in said(page)
        assert "Nothing was saved" in said(page)


GRANT = (
    "DELETE FROM vault_keygrant WHERE agency_id = %s AND key_id IN (SELECT id FROM vault_datakey WHERE subject_id = %s)"
)


def test_without_a_grant_a_value_is_sealed_and_no_alarm_is_raised(
    town: Town, story: Story, owner: psycopg.Connection
) -> None:
    browser = signed_in(town.caseworker)
    for subject in (story.person.pk, story.offender.pk, story.victim.pk):
        assert owner.execute(GRANT, [town.police.pk, subject]).rowcount == 1
    owner.commit()
    shown = pages(browser, story)
    assert {place: page.status_code for place, page in shown.items()} == dict.fromkeys(shown, 200)
    silent = [
        place
        for place, page in shown.items()
        if place != "/" and not (SEALED in said(page) and f"Ask {ASK}" in said(page))
    ]
    assert silent == []
    assert "Sealed" in said(shown["/"])
    assert [place for place, page in shown.items() if leaked(page.content)] == []
    assert alarms(town) == []


def test_without_a_grant_saving_says_why_it_cannot(town: Town, story: Story, owner: psycopg.Connection) -> None:
    browser = signed_in(town.caseworker)
    browser.raise_request_exception = False
    owner.execute(GRANT, [town.police.pk, story.offender.pk])
    owner.commit()
    page = browser.post(f"/cases/{story.offender.reference}/interventions/log/", log_form())
    assert page.status_code == 503
    assert "Nothing was saved" in said(page)


def test_the_owners_officer_hears_of_a_broken_seal_that_a_partner_met(
    town: Town, story: Story, owner: psycopg.Connection
) -> None:
    owner.execute("UPDATE casework_person SET name = aliases")
    owner.commit()
    page = signed_in(town.partner).get(f"/people/{story.person.pk}/")
    assert DAMAGED in said(page)
    assert [event.agency_id for event in alarms(town)] == [str(town.probation.pk)]
    assert "Alarm" in signed_in(town.auditor).get("/audit/").content.decode()


@pytest.mark.parametrize("model", [Person, PersonIdentifier, OffenderCase, VictimCase, Intervention])
def test_t8_plain_text_is_refused_by_every_sealed_column_and_repeated_by_nothing(
    story: Story, owner_connection: psycopg.Connection, caplog: pytest.LogCaptureFixture, model: type[SealedModel]
) -> None:
    """Whoever writes: the owner in maintenance here. The refusal would stand in a log."""
    log = Path(settings.RUN_DIR) / "postgres" / "log"
    before = log.read_text(errors="replace") if log.exists() else ""
    for name in sealed_fields(model):
        owner_connection.rollback()
        owner_connection.execute("SET LOCAL rt.maintenance = 'on'")
        with pytest.raises(psycopg.errors.CheckViolation) as refusal:
            owner_connection.execute(f"UPDATE {model._meta.db_table} SET {name} = %s", [PLAIN.encode() * 20])
        written = " ".join(map(str, (refusal.value, refusal.value.args, refusal.value.diag.message_primary)))
        assert PLAIN not in written
    assert PLAIN not in caplog.text
    after = log.read_text(errors="replace") if log.exists() else ""
    assert PLAIN not in after.removeprefix(before)
