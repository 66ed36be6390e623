"""What an owner holds is sealed under new keys: content, shares and edits stay, and an old key goes last."""

import datetime as dt
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from tests.vault.world import HOUSING, PARTNERSHIP, POLICE, PROBATION, TABLE, Note, acting, written
from vault import rekeying
from vault.grants import sync_grants
from vault.holders import START, SealedAnew, SealedTable, Whose, holders
from vault.models import DataKey, KeyGrant
from vault.opening import Shut, open_permitted, open_sealed, seal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_table", "agencies")]

MINE = Whose(PARTNERSHIP, POLICE)
NOTES = SealedTable(Note)
FIELDS = "words born facts"


@pytest.fixture(autouse=True)
def _walked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The world's table is of no installed application."""
    monkeypatch.setattr(rekeying, "holders", lambda: [*holders(), NOTES])


@pytest.fixture
def notes() -> list[Note]:
    """Five subjects of police, each with values in three columns, shared with housing in the category of the words."""
    made = [
        written({"words": f"note {number}", "born": dt.date(1990, 1, 1 + number), "facts": {"number": number}})
        for number in range(5)
    ]
    with acting(POLICE):
        for note in made:
            sync_grants(note.subject_id, POLICE, {(HOUSING, note.category): dt.datetime(2090, 1, 1, tzinfo=dt.UTC)})
    return made


def said(agency: Any, notes: list[Note]) -> list[dict[str, Any]]:
    with acting(agency) as ticket:
        opened = open_permitted(ticket, Note.objects.filter(pk__in=[note.pk for note in notes]), FIELDS)
    return [opened[note.pk] for note in notes]


def retire(limit: int = 200) -> None:
    after, before = START, timezone.now()
    while True:
        with acting(POLICE):
            retired = rekeying.retire(MINE, before, after=after, limit=limit)
        if retired.last is None:
            return
        after = retired.last


def seal_all() -> SealedAnew:
    with acting(POLICE):
        found = NOTES.look(MINE, START, 100)
        return NOTES.seal_anew(MINE, [row for row, _ in found.old])


def destroy() -> tuple[int, int]:
    with acting(POLICE):
        return rekeying.destroy_old(MINE)


def keys_used() -> set[bytes]:
    with acting(POLICE):
        return {
            value.envelope[2:18]
            for row in Note.objects.values_list("words", "born", "facts")
            for value in row
            if value is not None
        }


def test_everything_is_sealed_under_new_keys_and_says_what_it_said(notes: list[Note]) -> None:
    before, seen = keys_used(), {agency: said(agency, notes) for agency in (POLICE, HOUSING, PROBATION)}
    retire(limit=2)
    assert seal_all() == SealedAnew(5, 0, [])
    assert destroy() == (5, 0)
    assert keys_used().isdisjoint(before)
    assert {agency: said(agency, notes) for agency in (POLICE, HOUSING, PROBATION)} == seen
    assert seen[HOUSING][0] == {"words": "note 0", "born": Shut.NO_GRANT, "facts": Shut.NO_GRANT}
    with acting(POLICE):
        assert DataKey.objects.filter(active=True).count() == DataKey.objects.count() == 5
        assert set(KeyGrant.objects.filter(agency_id=HOUSING).values_list("ends_at", flat=True)) == {
            dt.datetime(2090, 1, 1, tzinfo=dt.UTC)
        }


def test_a_new_value_uses_the_new_key_and_an_old_one_opens_until_it_is_sealed_anew(notes: list[Note]) -> None:
    retire()
    fresh = Note(subject_id=notes[0].subject_id)
    with acting(POLICE):
        seal(POLICE, [(fresh, {"words": "fresh"})])
        fresh.save(force_insert=True)
    assert fresh.words is not None
    assert notes[0].words is not None
    assert fresh.words.envelope[2:18] != notes[0].words.envelope[2:18]
    assert [one["words"] for one in said(HOUSING, [notes[0], fresh])] == ["note 0", "fresh"]
    with acting(POLICE):
        found = NOTES.look(MINE, START, 100)
    assert [row for row, _ in found.old] == [note.pk for note in notes]
    assert found.looked_at == 6


@pytest.mark.parametrize("column", ["words", "born", "facts"])
def test_t15_a_key_under_which_one_value_of_any_column_stands_is_not_destroyed(notes: list[Note], column: str) -> None:
    kept = getattr(notes[3], column)
    retire()
    seal_all()
    with acting(POLICE):
        assert Note.objects.filter(pk=notes[3].pk).update(**{column: kept}) == 1
    assert destroy() == (4, 1)
    assert said(POLICE, notes)[3]["words"] == "note 3"
    assert seal_all().rows == 1
    assert destroy() == (1, 0)
    assert said(POLICE, notes)[3]["words"] == "note 3"


def test_t14_an_edit_after_the_look_stands(notes: list[Note]) -> None:
    retire()
    with acting(POLICE):
        rows = [row for row, _ in NOTES.look(MINE, START, 100).old]
        seal(POLICE, [(notes[0], {"words": "edited"})])
        notes[0].save(update_fields=["words"])
    with acting(POLICE):
        NOTES.seal_anew(MINE, rows)
    assert destroy() == (5, 0)
    assert [one["words"] for one in said(POLICE, notes)][:2] == ["edited", "note 1"]


def test_sealing_anew_again_changes_nothing(notes: list[Note]) -> None:
    retire()
    seal_all()
    kept = keys_used()
    with acting(POLICE):
        assert NOTES.seal_anew(MINE, [note.pk for note in notes]) == SealedAnew(0, 0, [])
    assert keys_used() == kept


def test_a_value_that_does_not_open_is_left_with_its_key_and_counted(notes: list[Note]) -> None:
    with acting(POLICE), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET words = set_byte(words, 40, get_byte(words, 40) # 1) WHERE id = %s", [notes[1].pk]
        )
    retire()
    assert seal_all() == SealedAnew(5, 1, [])
    assert destroy() == (4, 1)
    assert said(POLICE, notes)[1] == {"words": Shut.UNREADABLE, "born": dt.date(1990, 1, 2), "facts": {"number": 1}}


def test_what_others_hold_is_left_alone(notes: list[Note]) -> None:
    theirs = written({"words": "housing's"}, owner_id=HOUSING, subject_id=notes[0].subject_id)
    retire()
    seal_all()
    destroy()
    with acting(HOUSING) as ticket:
        assert DataKey.objects.get().active
        assert open_sealed(ticket, [Note.objects.get(pk=theirs.pk)], "words")[theirs.pk]["words"] == "housing's"


def test_a_share_that_ends_during_the_work_ends_for_both_keys(notes: list[Note]) -> None:
    retire()
    with acting(POLICE):
        sync_grants(notes[0].subject_id, POLICE, {})
    assert said(HOUSING, notes)[0]["words"] is Shut.NO_GRANT
    seal_all()
    assert [one["words"] for one in said(HOUSING, notes)][:2] == [Shut.NO_GRANT, "note 1"]


def test_every_sealed_model_of_the_product_is_walked() -> None:
    assert {holder.name for holder in holders()} >= {"casework_person", "casework_intervention", "casework_victimcase"}


# ---- at the same time as others
class Meanwhile:
    """Somebody else in a transaction of their own, which stays open until told to end."""

    def __init__(self, act: Any) -> None:
        self.begun, self.end = Event(), Event()
        self.thread = Thread(target=self._run, args=(act,))
        self.thread.start()
        assert self.begun.wait(10)

    def _run(self, act: Any) -> None:
        with acting(POLICE):
            act()
            self.begun.set()
            self.end.wait(10)
        connection.close()

    def ends(self) -> None:
        """Commit what they did."""
        self.end.set()
        self.thread.join(10)


def edit(note: Note, words: str) -> None:
    seal(POLICE, [(note, {"words": words})])
    note.save(update_fields=["words"])


@pytest.mark.django_db(transaction=True)
def test_a_key_that_a_writer_holds_is_not_replaced_under_them(notes: list[Note]) -> None:
    writer = Meanwhile(lambda: edit(notes[0], "slow edit"))
    with acting(POLICE):
        retired = rekeying.retire(MINE, timezone.now())
    assert (retired.done, retired.busy) == (4, 0)
    writer.ends()
    retire()
    seal_all()
    assert destroy() == (9, 0)
    assert said(POLICE, notes)[0]["words"] == "slow edit"


@pytest.mark.django_db(transaction=True)
def test_a_key_whose_grants_somebody_changes_is_not_replaced_under_them(notes: list[Note]) -> None:
    granter = Meanwhile(lambda: sync_grants(notes[0].subject_id, POLICE, {}))
    with acting(POLICE):
        assert rekeying.retire(MINE, timezone.now()).done == 4
    granter.ends()
    retire()
    assert said(HOUSING, notes)[0]["words"] is Shut.NO_GRANT


@pytest.mark.django_db(transaction=True)
def test_t14_a_row_that_somebody_is_changing_is_left_and_their_edit_stands(notes: list[Note]) -> None:
    retire()
    editor = Meanwhile(lambda: edit(notes[0], "being typed"))
    assert seal_all() == SealedAnew(4, 0, [notes[0].pk])
    editor.ends()
    seal_all()
    assert destroy() == (5, 0)
    assert [one["words"] for one in said(POLICE, notes)][:2] == ["being typed", "note 1"]
