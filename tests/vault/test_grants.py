"""Grants are what was wanted and no more, cannot be forged by SQL, and two who come first agree."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier, Event
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.vault.world import HOUSING, PARTNERSHIP, POLICE, PROBATION, acting, make_agency_keys
from vault.grants import NotTheOwner, new_agency_key, sync_grants
from vault.ids import uuid7
from vault.keys import active_keys, ciphers_for, compartment, holder
from vault.models import AgencyKey, DataKey, KeyGrant

LATER = dt.datetime(2099, 1, 1, 12, 30, 15, 123456, tzinfo=dt.UTC)
SOONER = LATER - dt.timedelta(days=1)


def grants_of(subject: UUID) -> dict[tuple[UUID, str], dt.datetime | None]:
    with acting(POLICE):
        rows = KeyGrant.objects.filter(key__subject_id=subject).values_list("agency_id", "category", "ends_at")
        return {(agency, category): ends_at for agency, category, ends_at in rows}


def opens(subject: UUID, agency: UUID, category: str) -> bool:
    """Whether the agency gets the very cipher that the owner would."""
    here = compartment(holder(PARTNERSHIP, subject, POLICE), category)
    with acting(POLICE):
        key_id, cipher = active_keys(POLICE, {here})[here]
    sealed = cipher.encrypt(bytes(12), b"x", None)
    with acting(agency):
        other = ciphers_for(agency, {key_id + here}).get(key_id + here)
    return other is not None and other.decrypt(bytes(12), sealed, None) == b"x"


def sync(subject: UUID, wanted: dict[tuple[UUID, str], dt.datetime | None]) -> None:
    with acting(POLICE):
        sync_grants(subject, POLICE, wanted)


@pytest.mark.django_db
@pytest.mark.usefixtures("agencies")
class TestSyncing:
    """What sync_grants leaves behind."""

    def test_the_grants_become_the_union_that_was_given(self) -> None:
        subject = uuid7()
        sync(subject, {(HOUSING, "IDENTITY"): None, (HOUSING, "CONTACT"): LATER})
        assert grants_of(subject) == {(POLICE, ""): None, (HOUSING, "IDENTITY"): None, (HOUSING, "CONTACT"): LATER}
        sync(subject, {(HOUSING, "CONTACT"): SOONER, (PROBATION, "IDENTITY"): None})
        assert grants_of(subject) == {(POLICE, ""): None, (HOUSING, "CONTACT"): SOONER, (PROBATION, "IDENTITY"): None}
        assert opens(subject, HOUSING, "CONTACT")
        assert opens(subject, PROBATION, "IDENTITY")
        assert not opens(subject, HOUSING, "IDENTITY")
        sync(subject, {})
        assert grants_of(subject) == {(POLICE, ""): None}
        assert opens(subject, POLICE, "IDENTITY")

    def test_the_same_again_changes_nothing(self) -> None:
        subject, wanted = uuid7(), {(HOUSING, "IDENTITY"): None, (PROBATION, "CONTACT"): LATER}
        sync(subject, wanted)
        with acting(POLICE):
            before = set(KeyGrant.objects.values_list("key_id", "agency_id", "category", "wrapped"))
        sync(subject, wanted)
        with acting(POLICE):
            assert set(KeyGrant.objects.values_list("key_id", "agency_id", "category", "wrapped")) == before

    def test_nothing_wanted_and_nothing_there_makes_no_key(self) -> None:
        sync(uuid7(), {})
        sync(uuid7(), {(POLICE, "IDENTITY"): None})
        with acting(POLICE):
            assert not DataKey.objects.exists()

    def test_only_the_owner_grants_and_never_the_whole_key(self) -> None:
        with acting(HOUSING), pytest.raises(NotTheOwner):
            sync_grants(uuid7(), POLICE, {(HOUSING, "IDENTITY"): None})
        with transaction.atomic(), pytest.raises(NotTheOwner):
            sync_grants(uuid7(), POLICE, {})
        with acting(POLICE), pytest.raises(ValueError, match="category"):
            sync_grants(uuid7(), POLICE, {(HOUSING, ""): None})

    def test_an_agency_without_a_key_cannot_be_granted_anything(self) -> None:
        with acting(POLICE), pytest.raises(AgencyKey.DoesNotExist):
            sync_grants(uuid7(), POLICE, {(UUID(int=404), "IDENTITY"): None})

    def test_a_new_version_of_an_agency_key_serves_new_grants_and_the_old_one_the_old(self) -> None:
        before, after = uuid7(), uuid7()
        sync(before, {(HOUSING, "IDENTITY"): None})
        with acting(HOUSING):
            fresh = new_agency_key(PARTNERSHIP, HOUSING)
        sync(after, {(HOUSING, "IDENTITY"): None})
        assert fresh.version == 2
        assert opens(before, HOUSING, "IDENTITY")
        assert opens(after, HOUSING, "IDENTITY")
        with acting(POLICE):
            assert KeyGrant.objects.get(key__subject_id=after, agency_id=HOUSING).agency_key_id == fresh.id
            assert AgencyKey.objects.filter(agency_id=HOUSING, active=True).count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("agencies")
class TestForging:
    """The database's owner, in maintenance, stands for anyone who can write SQL past the walls."""

    COPY = (
        "INSERT INTO vault_keygrant"
        " (key_id, agency_id, category, partnership_id, owner_id, subject_id, agency_key_id, wrapped, ends_at)"
        " SELECT key_id, %s, category, partnership_id, owner_id, subject_id, agency_key_id, wrapped, ends_at"
        " FROM vault_keygrant"
        " WHERE agency_id = %s AND category = %s"
    )

    def forge(self, statement: str, *params: Any) -> None:
        with acting(POLICE), connection.cursor() as cursor:
            cursor.execute(statement, params)

    def test_a_grant_copied_to_another_agency_does_not_unwrap(self) -> None:
        subject = uuid7()
        sync(subject, {(HOUSING, "IDENTITY"): None})
        self.forge(self.COPY, PROBATION, HOUSING, "IDENTITY")
        assert (PROBATION, "IDENTITY") in grants_of(subject)
        assert not opens(subject, PROBATION, "IDENTITY")
        assert opens(subject, HOUSING, "IDENTITY")

    def test_the_whole_key_cannot_be_granted_to_another_agency(self) -> None:
        sync(uuid7(), {(HOUSING, "IDENTITY"): None})
        with pytest.raises(DatabaseError, match="row-level security"):
            self.forge(self.COPY, HOUSING, POLICE, "")

    @pytest.mark.parametrize(
        "change",
        [
            "ends_at = NULL",
            "category = 'CONTACT'",
            "agency_id = '00000000-0000-0000-0000-00000000000d'",
            "key_id = owner_id",
        ],
    )
    def test_a_stored_grant_keeps_its_agency_category_and_end(self, change: str) -> None:
        sync(uuid7(), {(HOUSING, "IDENTITY"): SOONER})
        with pytest.raises(IntegrityError, match="sealed content is bound"):
            self.forge(f"UPDATE vault_keygrant SET {change} WHERE agency_id <> owner_id")

    def test_a_grant_with_a_lengthened_end_does_not_unwrap(self) -> None:
        subject = uuid7()
        sync(subject, {(HOUSING, "IDENTITY"): SOONER})
        self.forge(self.COPY.replace("ends_at FROM", "NULL FROM"), PROBATION, HOUSING, "IDENTITY")
        self.forge("DELETE FROM vault_keygrant WHERE agency_id = %s", HOUSING)
        self.forge(self.COPY, HOUSING, PROBATION, "IDENTITY")
        assert grants_of(subject)[HOUSING, "IDENTITY"] is None
        assert not opens(subject, HOUSING, "IDENTITY")


@pytest.mark.django_db(transaction=True)
class TestTogether:
    """Threads stand for processes that come at one moment."""

    def in_threads(self, work: Callable[[int], Any], number: int) -> list[Any]:
        def closing(turn: int) -> Any:
            try:
                return work(turn)
            finally:
                connection.close()

        with ThreadPoolExecutor(number) as pool:
            return list(pool.map(closing, range(number)))

    def test_eight_first_writers_agree_on_one_key(self) -> None:
        make_agency_keys()
        here, start = compartment(holder(PARTNERSHIP, uuid7(), POLICE), "IDENTITY"), Barrier(8)

        def write(_: int) -> bytes:
            start.wait()
            with acting(POLICE):
                return active_keys(POLICE, {here})[here][0]

        assert len(set(self.in_threads(write, 8))) == 1
        with acting(POLICE):
            assert (DataKey.objects.count(), KeyGrant.objects.count()) == (1, 1)

    def test_two_syncs_of_writers_that_have_both_sealed_do_not_deadlock(self) -> None:
        make_agency_keys()
        subject, start = uuid7(), Barrier(2)
        here = compartment(holder(PARTNERSHIP, subject, POLICE), "IDENTITY")
        with acting(POLICE):
            active_keys(POLICE, {here})

        def write(turn: int) -> None:
            with acting(POLICE):
                active_keys(POLICE, {here})
                start.wait()
                sync_grants(subject, POLICE, {((HOUSING, PROBATION)[turn], "IDENTITY"): None})

        self.in_threads(write, 2)
        assert len(grants_of(subject)) == 2

    def test_a_re_key_waits_for_a_writer_that_has_sealed(self) -> None:
        make_agency_keys()
        here = compartment(holder(PARTNERSHIP, uuid7(), POLICE), "IDENTITY")
        with acting(POLICE):
            active_keys(POLICE, {here})
        sealed, saved = Event(), Event()

        def writer() -> None:
            with acting(POLICE):
                active_keys(POLICE, {here})
                sealed.set()
                assert saved.wait(10)
            connection.close()

        def re_key() -> None:
            assert sealed.wait(10)
            with acting(POLICE):
                DataKey.objects.update(active=False)
            connection.close()

        with ThreadPoolExecutor(2) as pool:
            writing, replacing = pool.submit(writer), pool.submit(re_key)
            assert wait([replacing], timeout=0.5).not_done
            saved.set()
            writing.result(10)
            replacing.result(10)
