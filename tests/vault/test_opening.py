"""Opening needs a ticket and a grant; what cannot be opened is refused, or shown as shut, and never guessed."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from tests.vault.world import HOUSING, OTHER_PARTNERSHIP, PARTNERSHIP, POLICE, PROBATION, TABLE, Note, acting, written
from vault import provider
from vault.fields import Sealed
from vault.grants import sync_grants
from vault.ids import uuid7
from vault.opening import (
    NoGrant,
    NoTicket,
    Shut,
    Ticket,
    Unreadable,
    hold,
    holding_bytes,
    open_permitted,
    open_sealed,
    seal,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_table", "agencies")]


def stored(*notes: Note) -> list[Note]:
    return list(Note.objects.filter(pk__in=[note.pk for note in notes]).order_by("pk"))


def share(note: Note, agency: UUID, category: str, ends_at: dt.datetime | None = None) -> None:
    with acting(note.owner_id):
        sync_grants(note.subject_id, note.owner_id, {(agency, category): ends_at})


def run(sql: str, params: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


# ---- tickets
def test_nothing_opens_without_the_ticket_of_the_request_under_way() -> None:
    note = written({"words": "calm"})
    with acting(POLICE) as ticket:
        assert open_sealed(ticket, [note], "words")[note.pk] == {"words": "calm"}
        with pytest.raises(NoTicket):
            open_sealed(Ticket(uuid7(), PARTNERSHIP, POLICE), [note], "words")
    with acting(POLICE), pytest.raises(NoTicket):
        open_sealed(ticket, [note], "words")


def test_a_ticket_that_nobody_holds_opens_nothing() -> None:
    note = written({"words": "calm"})
    with transaction.atomic(), pytest.raises(NoTicket):
        open_sealed(hold(Ticket(uuid7(), PARTNERSHIP, POLICE)), [note], "words")


def test_a_committed_ticket_opens_only_the_rows_that_its_event_names() -> None:
    named, other = written({"words": "named"}), written({"words": "other"})
    with acting(POLICE):
        ticket = Ticket(uuid7(), PARTNERSHIP, POLICE, frozenset({named.pk}), committed=True)
        assert open_sealed(ticket, [named], "words")[named.pk] == {"words": "named"}
        with pytest.raises(NoTicket):
            open_permitted(ticket, [named, other], "words")


def test_the_request_gets_the_list_of_its_tickets_and_an_inner_job_its_own() -> None:
    with holding_bytes() as tickets:
        ticket = hold(Ticket(uuid7(), PARTNERSHIP, POLICE))
        with holding_bytes() as inner:
            assert inner == []
        assert tickets == [ticket]


# ---- grants decide
def test_another_agency_opens_nothing_without_a_share_and_one_category_with_it() -> None:
    note = written({"words": "calm", "born": dt.date(1990, 2, 3), "facts": None})
    with acting(HOUSING) as ticket:
        assert open_permitted(ticket, stored(note), "words born facts") == {
            note.pk: {"words": Shut.NO_GRANT, "born": Shut.NO_GRANT, "facts": None}
        }
    share(note, HOUSING, "IDENTITY")
    with acting(HOUSING) as ticket:
        assert open_permitted(ticket, stored(note), "words born") == {
            note.pk: {"words": Shut.NO_GRANT, "born": dt.date(1990, 2, 3)}
        }
        with pytest.raises(NoGrant) as refusal:
            open_sealed(ticket, stored(note), "words born")
    assert str(note.pk) not in str(refusal.value)
    with acting(PROBATION) as ticket, pytest.raises(NoGrant):
        open_sealed(ticket, stored(note), "born")


def test_a_share_covers_what_is_written_later_in_its_category() -> None:
    note = written({"words": "first"})
    share(note, HOUSING, "INTERVENTION_RECORD")
    later = written({"words": "later"}, subject_id=note.subject_id)
    elsewhere = written({"words": "drug test"}, subject_id=note.subject_id, category="SUBSTANCE_TREATMENT")
    with acting(HOUSING) as ticket:
        opened = open_permitted(ticket, stored(note, later, elsewhere), "words")
    assert [opened[one.pk]["words"] for one in (note, later, elsewhere)] == ["first", "later", Shut.NO_GRANT]


def test_a_share_that_ends_is_over_with_the_next_statement() -> None:
    note = written({"words": "calm"})
    share(note, HOUSING, "INTERVENTION_RECORD")
    with acting(HOUSING) as ticket:
        assert open_sealed(ticket, stored(note), "words")[note.pk] == {"words": "calm"}
        with acting(POLICE):
            sync_grants(note.subject_id, POLICE, {})
        assert open_permitted(ticket, stored(note), "words")[note.pk] == {"words": Shut.NO_GRANT}


@pytest.mark.parametrize(("hours", "seen"), [(-1, Shut.NO_GRANT), (1, "calm")])
def test_a_share_with_an_end_opens_until_then(hours: int, seen: object) -> None:
    note = written({"words": "calm"})
    ends_at = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    share(note, HOUSING, "INTERVENTION_RECORD", ends_at)
    with acting(HOUSING) as ticket:
        assert open_permitted(ticket, stored(note), "words")[note.pk] == {"words": seen}


def test_opening_a_page_of_rows_asks_for_keys_once(django_assert_num_queries: Any) -> None:
    subject = uuid7()
    notes = [written({"words": "x", "facts": {"n": n}}, subject_id=subject) for n in range(10)]
    notes += [written({"words": "x", "facts": {"n": n}}) for n in range(10)]
    with acting(POLICE) as ticket:
        rows = stored(*notes)
        with django_assert_num_queries(1):
            assert len(open_sealed(ticket, rows, "words born facts")) == 20
        with django_assert_num_queries(0):
            assert open_sealed(ticket, [], "words") == {}


def test_a_new_process_reads_each_agency_key_once(django_assert_num_queries: Any) -> None:
    notes = [written({"words": "x"}) for _ in range(5)]
    provider.forget()
    with acting(POLICE) as ticket:
        rows = stored(*notes)
        with django_assert_num_queries(2):
            open_sealed(ticket, rows, "words")


def test_a_deferred_column_is_refused_before_it_costs_a_query_a_row() -> None:
    note = written({"words": "calm"})
    with acting(POLICE) as ticket:
        for incomplete in (Note.objects.defer("words"), Note.objects.defer("category"), Note.objects.only("words")):
            with pytest.raises(RuntimeError, match="deferred"):
                open_sealed(ticket, incomplete.filter(pk=note.pk), "words")


def test_a_batch_names_sealed_fields_of_one_model() -> None:
    note = written({"words": "calm"})
    with acting(POLICE) as ticket:
        with pytest.raises(LookupError, match="category"):
            open_sealed(ticket, [note], "words category")
        with pytest.raises(TypeError):
            open_sealed(ticket, [note, Ticket], "words")  # type: ignore[list-item]


# ---- moved, changed, or not an envelope
MOVES = (
    "SET words = b.words FROM vault_world_note b WHERE a.id = %(note)s AND b.id = %(other)s",
    "SET words = a.facts WHERE a.id = %(note)s",
    "SET words = set_byte(words, 60, get_byte(words, 60) # 1) WHERE id = %(note)s",
    "SET words = substring(words FROM 1 FOR 66) WHERE id = %(note)s",
)


@pytest.mark.parametrize("move", MOVES)
def test_t4_a_value_moved_changed_or_cut_by_sql_is_unreadable_and_the_rest_of_the_page_is_not(move: str) -> None:
    subject = uuid7()
    note = written({"words": "calm, and long enough to be cut", "facts": {"a": 1}}, subject_id=subject)
    other = written({"words": "other", "facts": {"b": 2}}, subject_id=subject)
    with acting(POLICE) as ticket:
        run(f"UPDATE {TABLE} a {move}", {"note": note.pk, "other": other.pk})
        with pytest.raises(Unreadable):
            open_sealed(ticket, stored(note, other), "words facts")
        assert open_permitted(ticket, stored(note, other), "words facts") == {
            note.pk: {"words": Shut.UNREADABLE, "facts": {"a": 1}},
            other.pk: {"words": "other", "facts": {"b": 2}},
        }


def test_t8_plain_bytes_in_a_column_are_unreadable_not_shown() -> None:
    note = written({"words": "calm"})
    with acting(POLICE) as ticket:
        for stray in (b"plain text", b"", b"\1\1", b"\2\1" + bytes(100)):
            note.words = Sealed(stray)
            assert open_permitted(ticket, [note], "words")[note.pk] == {"words": Shut.UNREADABLE}
            with pytest.raises(Unreadable):
                open_sealed(ticket, [note], "words")


@pytest.mark.parametrize(
    "claim",
    [
        {"category": "IDENTITY"},
        {"subject_id": UUID(int=99)},
        {"owner_id": HOUSING},
        {"partnership_id": OTHER_PARTNERSHIP},
    ],
)
def test_a_row_that_claims_another_category_subject_owner_or_partnership_is_unreadable(claim: dict[str, Any]) -> None:
    note = written({"words": "calm"})
    vars(note).update(claim)
    with acting(POLICE) as ticket:
        assert open_permitted(ticket, [note], "words")[note.pk] == {"words": Shut.UNREADABLE}


def test_an_agency_in_two_partnerships_opens_in_each_only_what_belongs_there() -> None:
    here, there = written({"words": "here"}), written({"words": "there"}, partnership_id=OTHER_PARTNERSHIP)
    with acting(POLICE, OTHER_PARTNERSHIP) as ticket:
        assert open_permitted(ticket, [here, there], "words") == {
            here.pk: {"words": Shut.NO_GRANT},
            there.pk: {"words": "there"},
        }


# ---- sealing
def test_sealing_costs_two_queries_a_batch_when_the_keys_are_there(django_assert_num_queries: Any) -> None:
    first = written({"words": "x"})
    with acting(POLICE), django_assert_num_queries(2):
        notes = [Note(subject_id=first.subject_id) for _ in range(20)]
        seal(POLICE, [(note, {"words": "x", "facts": {"a": 1}, "born": None}) for note in notes])


def test_nobody_seals_into_what_another_agency_holds() -> None:
    note = written({"words": "calm"})
    share(note, HOUSING, "INTERVENTION_RECORD")
    with acting(HOUSING), pytest.raises(NoGrant):
        seal(HOUSING, [(note, {"words": "changed"})])


def test_a_row_without_a_category_is_not_sealed() -> None:
    with acting(POLICE), pytest.raises(ValueError, match="category"):
        seal(POLICE, [(Note(subject_id=uuid7(), category=""), {"words": "x"})])


@pytest.mark.django_db(transaction=True)
def test_sealing_outside_a_transaction_is_an_error() -> None:
    with pytest.raises(TransactionManagementError):
        seal(POLICE, [(Note(subject_id=uuid7()), {"words": "x"})])
