"""An agency's key is turned while work goes on: grants follow, content stays, and the old version goes last."""

from threading import Event, Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.vault.world import HOUSING, OTHER_PARTNERSHIP, PARTNERSHIP, POLICE, Note, acting, written
from vault import rotation
from vault.grants import new_agency_key, sync_grants
from vault.models import AgencyKey, KeyGrant
from vault.opening import open_sealed
from vault.waiting import have_ended, open_transactions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_table", "agencies")]


def words_seen_by(agency: Any, notes: list[Note]) -> list[str]:
    with acting(agency) as ticket:
        opened = open_sealed(ticket, Note.objects.filter(pk__in=[note.pk for note in notes]), "words")
    return [opened[note.pk]["words"] for note in notes]


@pytest.fixture
def notes() -> list[Note]:
    """Seven subjects of police, each shared with housing in the category of its words."""
    made = [written({"words": f"note {number}"}) for number in range(7)]
    with acting(POLICE):
        for note in made:
            sync_grants(note.subject_id, POLICE, {(HOUSING, note.category): None})
    return made


def turn(agency: Any, limit: int = 3) -> list[rotation.Batch]:
    with acting(agency):
        new_agency_key(PARTNERSHIP, agency)
    batches, after = [], rotation.START
    while True:
        with acting(agency):
            batches.append(rotation.wrap_anew(PARTNERSHIP, agency, after=after, limit=limit))
        if batches[-1].last is None:
            return batches
        after = batches[-1].last


@pytest.mark.parametrize("agency", [POLICE, HOUSING])
def test_every_grant_is_wrapped_anew_in_batches_and_opens_as_before(agency: Any, notes: list[Note]) -> None:
    batches = turn(agency)
    assert [batch.done for batch in batches] == [3, 3, 1]
    with acting(agency):
        assert rotation.old_grants(PARTNERSHIP, agency) == 0
        assert rotation.destroy_old(PARTNERSHIP, agency) == [1]
        assert AgencyKey.objects.get(agency_id=agency).version == 2
    for reader in (POLICE, HOUSING):
        assert words_seen_by(reader, notes) == [f"note {number}" for number in range(7)]


def test_a_new_grant_uses_the_new_version_and_the_old_goes_on_until_its_turn_comes(notes: list[Note]) -> None:
    with acting(POLICE):
        new_agency_key(PARTNERSHIP, POLICE)
    assert words_seen_by(POLICE, notes)[0] == "note 0"
    later = written({"words": "later"})
    with acting(POLICE):
        assert KeyGrant.objects.get(key__subject_id=later.subject_id).agency_key.version == 2
        assert rotation.old_grants(PARTNERSHIP, POLICE) == 7


def test_t15_an_old_version_that_one_grant_needs_is_not_destroyed(notes: list[Note]) -> None:
    with acting(POLICE):
        new_agency_key(PARTNERSHIP, POLICE)
        rotation.wrap_anew(PARTNERSHIP, POLICE, limit=6)
        assert rotation.old_grants(PARTNERSHIP, POLICE) == 1
        assert rotation.destroy_old(PARTNERSHIP, POLICE) == []
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; DELETE FROM vault_agencykey WHERE NOT active")
    assert words_seen_by(POLICE, notes)[-1] == "note 6"


def test_a_grant_that_was_changed_by_sql_is_left_counted_and_keeps_its_version(notes: list[Note]) -> None:
    with acting(POLICE), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE vault_keygrant SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)"
            " WHERE agency_id = %s AND key_id = (SELECT id FROM vault_datakey WHERE subject_id = %s)",
            [POLICE, notes[2].subject_id],
        )
    batches = turn(POLICE)
    assert [(batch.done, batch.shut) for batch in batches] == [(2, 1), (3, 0), (1, 0)]
    with acting(POLICE):
        assert rotation.destroy_old(PARTNERSHIP, POLICE) == []
        assert rotation.old_grants(PARTNERSHIP, POLICE) == 1
    assert words_seen_by(HOUSING, notes)[2] == "note 2"


def test_an_agencys_key_in_another_partnership_is_left_alone() -> None:
    elsewhere = written({"words": "elsewhere"}, partnership_id=OTHER_PARTNERSHIP)
    turn(POLICE)
    with acting(POLICE, OTHER_PARTNERSHIP):
        assert rotation.old_grants(OTHER_PARTNERSHIP, POLICE) == 0
        assert AgencyKey.objects.get().version == 1
        assert KeyGrant.objects.get(key__subject_id=elsewhere.subject_id).agency_key.version == 1


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_was_open_is_waited_for_and_one_that_ended_is_not() -> None:
    begun, end = Event(), Event()

    def at_work() -> None:
        with transaction.atomic():
            open_transactions()
            begun.set()
            end.wait(10)
        connection.close()

    other = Thread(target=at_work)
    other.start()
    begun.wait(10)
    older = open_transactions()
    assert older
    assert not have_ended(older, patience=0.1)
    end.set()
    other.join()
    assert have_ended(older, patience=10)
