"""What is written down cannot be changed, forged or left out."""

from collections.abc import Callable
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.actor import system_actor
from accounts.context import acting
from audit.ledger.acts import Act, Kind
from audit.ledger.events import NotRecordable, Subject, current_event, event, record, shown
from audit.ledger.models import Event, EventRow
from casework.acts import CASE_LOOKED_AT, CASE_STARTED
from casework.cases.models import Case
from casework.interventions.models import Intervention
from tests.cast import actor
from tests.town import Town, known_person, logged, opened_case
from vault.ids import uuid7


def execute(statement: str, *values: str | UUID) -> None:
    """One statement of the application's."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_a_transaction() -> None:
    with pytest.raises(RuntimeError), event(CASE_LOOKED_AT, by=system_actor("nobody", uuid7())):
        pass


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["ledger_event", "ledger_eventrow", "ledger_eventowner"])
def test_the_application_cannot_change_history(town: Town, statement: str, table: str) -> None:
    opened_case(town.caseworker)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["ledger_event", "ledger_eventrow", "ledger_eventowner"])
def test_nor_can_the_owner(owner_connection: psycopg.Connection, statement: str, table: str) -> None:
    owner_connection.execute("SET LOCAL lock_timeout = '2s'")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        owner_connection.execute(statement.format(table))


ROUTES: dict[str, Callable[[Case], object]] = {
    "update": lambda case: Case.objects.filter(pk=case.pk).update(priority=1),
    "bulk update": lambda case: Case.objects.bulk_update([Case(pk=case.pk, priority=2)], ["priority"]),
    "delete": lambda case: Intervention.objects.filter(case=case).delete(),
    "raw update": lambda case: execute("UPDATE casework_case SET priority = 1 WHERE id = %s", case.pk),
    "raw delete": lambda case: execute("DELETE FROM casework_caseuserpermission WHERE content_object_id = %s", case.pk),
}


@pytest.mark.parametrize("route", ROUTES)
def test_a_change_of_case_data_without_an_open_event_is_refused(town: Town, route: str) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "A note")
    refused = pytest.raises(DatabaseError, match="without an open event")
    with acting(actor(town.caseworker)), refused, transaction.atomic():
        ROUTES[route](case)


def test_an_event_of_before_counts_for_nothing(town: Town, owner_connection: psycopg.Connection) -> None:
    other = uuid7()
    owner_connection.execute(
        "INSERT INTO ledger_event (id, form, kind, act, actor_kind, actor_id, agency_id, partnership_id, subject_kind,"
        " subject_id, owner_id, purpose, facts) VALUES (%s, 1, 'ALTERATION', 'x', "
        "'', '', '', '', '', '', '', '', '{}')",
        [other],
    )
    owner_connection.commit()
    case = opened_case(town.caseworker)
    with acting(actor(town.caseworker)):
        execute("SELECT set_config('rt.event', %s, true)", str(other))
        with pytest.raises(DatabaseError, match="without an open event"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(priority=1)


def test_every_changed_row_and_column_is_attached_whatever_the_route(town: Town) -> None:
    cases = [opened_case(town.caseworker) for _ in range(3)]
    who = actor(town.caseworker)
    with acting(who), event(CASE_STARTED, by=who) as ticket:
        Case.objects.filter(pk__in=[case.pk for case in cases]).update(priority=1, restricted=True)
        execute("UPDATE casework_case SET state = 'DORMANT' WHERE id = %s", cases[0].pk)
        rows = EventRow.objects.filter(event_id=ticket.event_id, table="casework_case")
        told = {(row.row_id, *(row.columns or [])) for row in rows}
    expected = {(str(case.pk), "priority", "restricted") for case in cases} | {(str(cases[0].pk), "state")}
    assert told == expected


def test_a_cascade_is_attached_too(town: Town) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "One", "Two")
    who = actor(town.caseworker)
    with acting(who), event(CASE_STARTED, by=who) as ticket:
        Case.objects.get(pk=case.pk).delete()
        deleted = EventRow.objects.filter(event_id=ticket.event_id, op="D").values_list("table", flat=True)
        assert sorted(deleted) == [
            "casework_case", *["casework_caseuserpermission"] * 2, *["casework_intervention"] * 2,
            "casework_offendercase",
        ]  # fmt: skip


def test_the_application_may_say_what_it_showed_and_nothing_else(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who), event(CASE_LOOKED_AT, by=who) as ticket:
        shown(ticket, Case, [(case.pk, case.owner_id)])
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            EventRow.objects.create(event_id=ticket.event_id, table="casework_case", op="U", row_id=str(case.pk))
        assert EventRow.objects.filter(event_id=ticket.event_id).count() == 1


def test_an_event_in_another_agencys_name_is_refused_by_the_database(town: Town) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), acting(actor(town.caseworker)):
        record(CASE_LOOKED_AT, by=actor(town.stranger))


@pytest.mark.parametrize("kind", ["AUTHENTICATION", "DENIAL"])
def test_a_sign_in_or_refusal_in_nobodys_name_covers_no_change(town: Town, kind: str) -> None:
    case = opened_case(town.caseworker)
    hidden = (
        "INSERT INTO ledger_event (id, form, kind, act, actor_kind, actor_id, agency_id, partnership_id, subject_kind,"
        f" subject_id, owner_id, purpose, facts) VALUES (%s, 1, '{kind}', 'x', '', '', '', '', '', '', '', '', '{{}}')"
    )
    with pytest.raises(DatabaseError, match="row-level security"), acting(actor(town.caseworker)):
        execute(hidden, uuid7())
    with acting(actor(town.caseworker)):
        execute("SELECT set_config('rt.agency', '', true)")
        event_id = uuid7()
        execute(hidden, event_id)
        execute("SELECT set_config('rt.event', %s, true)", str(event_id))
        execute("SELECT set_config('rt.agency', %s, true)", str(town.police.pk))
        with pytest.raises(DatabaseError, match="without an open event"), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(priority=1)


def test_nobody_writes_in_a_colleagues_name_nor_says_when(town: Town) -> None:
    who = actor(town.caseworker)
    with pytest.raises(DatabaseError, match="row-level security"), acting(who):
        record(CASE_LOOKED_AT, by=actor(town.colleague))
    for column in ("at", "xid"):
        with pytest.raises(DatabaseError, match="permission denied"), acting(who):
            execute(f"INSERT INTO ledger_event (id, {column}) VALUES (%s, NULL)", uuid7())


def test_an_index_of_people_changes_only_under_an_event(town: Town) -> None:
    known_person(town.caseworker)
    with acting(actor(town.caseworker)):
        for statement in ("DELETE FROM casework_personindex", "UPDATE casework_personindex SET token = token"):
            with pytest.raises(DatabaseError, match="without an open event"), transaction.atomic():
                execute(statement)


def test_a_failed_change_leaves_neither_change_nor_event(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)

    class Broke(Exception):
        """The act fails half-way."""

    def half_an_act() -> None:
        with acting(who), event(CASE_STARTED, by=who):
            Case.objects.filter(pk=case.pk).update(priority=1)
            raise Broke

    with pytest.raises(Broke):
        half_an_act()
    with acting(who):
        assert Case.objects.get(pk=case.pk).priority == case.priority
        assert Event.objects.filter(act=CASE_STARTED.code).count() == 1


def test_nested_events_give_the_outer_its_place_back(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who), event(CASE_STARTED, by=who) as outer:
        assert current_event() == str(outer.event_id)
        with event(CASE_LOOKED_AT, by=who) as inner:
            assert current_event() == str(inner.event_id)
        assert current_event() == str(outer.event_id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('rt.event')")
            assert cursor.fetchone()[0] == str(outer.event_id)
    assert current_event() == ""


@pytest.mark.parametrize("fact", ["Jane Smith lives at 4 High Street", "a\nb", "x" * 65, 1.5, object()])
def test_words_about_somebody_are_no_fact(town: Town, fact: object) -> None:
    with pytest.raises(NotRecordable), acting(actor(town.caseworker)):
        record(CASE_LOOKED_AT, by=actor(town.caseworker), facts={"fact": fact})  # type: ignore[dict-item]


def test_one_act_has_one_meaning() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        Act(CASE_LOOKED_AT.code, Kind.ERASURE, "Something else")


def test_an_event_is_seen_by_the_agencies_it_concerns(town: Town) -> None:
    who = actor(town.caseworker)
    with acting(who):
        record(CASE_LOOKED_AT, by=who, subject=Subject("case", uuid7(), town.probation.pk))
        record(CASE_LOOKED_AT, by=who, subject=Subject("case", uuid7(), town.police.pk))

    def counted(user: object) -> int:
        with acting(actor(user)):  # type: ignore[arg-type]
            return Event.objects.filter(act=CASE_LOOKED_AT.code).count()

    assert counted(town.auditor) == 2
    assert counted(town.partner) == 1
    assert counted(town.stranger) == 0
    assert counted(town.lead_auditor) == 2


def test_every_event_knows_its_transaction(town: Town, owner_connection: psycopg.Connection) -> None:
    known_person(town.caseworker)
    columns = owner_connection.execute(
        "SELECT column_name, column_default FROM information_schema.columns"
        " WHERE table_name = 'ledger_event' AND column_name = 'xid'"
    ).fetchall()
    assert columns == [("xid", "pg_current_xact_id()")]


def test_the_guards_know_every_column_of_their_tables(owner_connection: psycopg.Connection) -> None:
    """A column added without calling ledger_guard again would change unseen."""
    unknown = owner_connection.execute(
        """SELECT c.relname, a.attname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
           JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_attribute a ON a.attrelid = c.oid
           WHERE t.tgname = 'ledger_u' AND a.attnum > 0 AND NOT a.attisdropped
           AND position(format('o.%I', a.attname) in p.prosrc) = 0"""
    ).fetchall()
    assert unknown == []


UNGUARDED = {
    "auditlog_logentry": "itself a history",
    "accounts_job": "how background work stands: who asked for what, by ids alone; what it does has events of its own",
    "accounts_message": "how a message to staff stands; the act that it tells of has an event",
    "casework_caseaccess": "a projection that triggers keep; the application may not write it",
    "casework_caseimportpage": "follows from an import of cases: it needs an event, but its rows are not attached",
    "casework_importedrow": "follows from an import of cases: it needs an event, but its rows are not attached",
    "casework_draft": "what somebody is typing, at every stroke: its beginning, opening and throwing away have events",
    "casework_filechunk": "follows from a file: it needs an event, but its rows are not attached",
    "casework_importprogress": "how far an import is, written beside its transaction: numbers and times alone",
    "casework_mergedrow": "follows from a merge, whose event says what was moved",
    "casework_lastlook": "when somebody last looked at a chronology; the look itself has an event",
    "casework_namecodes": "follows from a person: it needs an event, but its rows are not attached",
    "casework_phonecode": "follows from a contact point: it needs an event, but its rows are not attached",
    "casework_personindex": "follows from a person: it needs an event, but its rows are not attached",
    "vault_agencykey": "keys change under the event of what they belong to",
    "vault_datakey": "keys change under the event of what they belong to",
    "vault_indexkey": "keys change under the event of what they belong to",
    "vault_keygrant": "keys change under the event of what they belong to",
    "ledger_event": "history",
    "ledger_eventowner": "history",
    "ledger_eventrow": "history",
}


def test_every_walled_table_is_guarded_or_named_here(owner_connection: psycopg.Connection) -> None:
    unguarded = owner_connection.execute(
        """SELECT c.relname FROM pg_class c WHERE c.relforcerowsecurity AND c.relkind = 'r'
           AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'ledger_u') ORDER BY 1"""
    ).fetchall()
    assert {name for (name,) in unguarded} == set(UNGUARDED)


def test_time_is_the_databases(town: Town) -> None:
    before = timezone.now()
    opened_case(town.caseworker)
    with acting(actor(town.caseworker)):
        at = Event.objects.latest("pk").at
    assert before <= at <= timezone.now()
