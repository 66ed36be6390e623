"""The database keeps agencies and partnerships apart in the vault's own tables, whatever the application asks."""

from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.vault.world import HOUSING, OTHER_PARTNERSHIP, PARTNERSHIP, POLICE, PROBATION, TABLE, acting, written
from vault.grants import new_agency_key, sync_grants
from vault.ids import uuid7
from vault.indexes import blind_index
from vault.models import AgencyKey, DataKey, IndexKey, KeyGrant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("note_table")]

TABLES = ("vault_agencykey", "vault_datakey", "vault_keygrant", "vault_indexkey")


def rows(statement: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall()) if cursor.description else []


def refused(statement: str, *params: Any) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        rows(statement, *params)
    return str(refusal.value)


@pytest.fixture
def shared(agencies: None) -> None:
    """Police keep a key for a subject, housing is granted one category of it, and the partnership has an index key."""
    with acting(POLICE):
        sync_grants(uuid7(), POLICE, {(HOUSING, "IDENTITY"): None})
        blind_index(PARTNERSHIP, "name", "smith")


@pytest.mark.usefixtures("shared")
def test_without_a_context_no_key_row_is_seen() -> None:
    assert [rows(f"SELECT count(*) FROM {table}") for table in TABLES] == [[(0,)]] * 4


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("agency", "partnership", "seen"),
    [
        (POLICE, PARTNERSHIP, (3, 1, 2, 1)),
        (HOUSING, PARTNERSHIP, (3, 0, 1, 1)),
        (PROBATION, PARTNERSHIP, (3, 0, 0, 1)),
        (POLICE, OTHER_PARTNERSHIP, (1, 0, 0, 0)),
        (HOUSING, OTHER_PARTNERSHIP, (1, 0, 0, 0)),
    ],
)
def test_each_agency_sees_its_own_and_what_it_granted(agency: Any, partnership: Any, seen: tuple[int, ...]) -> None:
    with acting(agency, partnership):
        assert tuple(model.objects.count() for model in (AgencyKey, DataKey, KeyGrant, IndexKey)) == seen


@pytest.mark.usefixtures("agencies")
def test_nobody_writes_keys_in_another_name() -> None:
    with acting(HOUSING):
        for model in (
            DataKey(partnership_id=PARTNERSHIP, subject_id=uuid7(), owner_id=POLICE),
            DataKey(partnership_id=OTHER_PARTNERSHIP, subject_id=uuid7(), owner_id=HOUSING),
            AgencyKey(partnership_id=OTHER_PARTNERSHIP, agency_id=HOUSING, wrapped=b"x"),
            IndexKey(partnership_id=OTHER_PARTNERSHIP, wrapped=b"x"),
        ):
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                model.save(force_insert=True)


@pytest.mark.usefixtures("shared")
def test_nobody_grants_themselves_a_key_that_is_not_theirs() -> None:
    with acting(POLICE):
        key = DataKey.objects.get()
    with acting(HOUSING):
        theirs = AgencyKey.objects.get(agency_id=HOUSING)
        for owner in (HOUSING, POLICE):
            forged = KeyGrant(
                key=key, agency_id=HOUSING, category="CONTACT", partnership_id=PARTNERSHIP, owner_id=owner,
                agency_key=theirs, wrapped=b"x",
            )  # fmt: skip
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                forged.save(force_insert=True)
        assert KeyGrant.objects.filter(agency_id=HOUSING).delete()[0] == 0


@pytest.mark.usefixtures("shared")
def test_the_application_cannot_change_or_destroy_the_keys_that_others_hang_on() -> None:
    with acting(POLICE):
        assert "permission denied" in refused("UPDATE vault_agencykey SET wrapped = 'x'")
        assert "permission denied" in refused("UPDATE vault_indexkey SET wrapped = 'x'")
        assert "permission denied" in refused("DELETE FROM vault_indexkey")
        rows("DELETE FROM vault_agencykey")
        assert AgencyKey.objects.count() == 3
        rows("UPDATE vault_agencykey SET active = false WHERE agency_id = %s", HOUSING)
        assert AgencyKey.objects.filter(active=True).count() == 3
    with acting(HOUSING):
        new_agency_key(PARTNERSHIP, HOUSING)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows("SET CONSTRAINTS ALL IMMEDIATE; DELETE FROM vault_agencykey WHERE NOT active")


@pytest.mark.usefixtures("agencies")
@pytest.mark.parametrize("column", ["partnership_id", "subject_id", "owner_id"])
def test_a_data_key_keeps_whose_it_is(column: str) -> None:
    written({"words": "x"})
    with acting(POLICE):
        assert "sealed content is bound" in refused(f"UPDATE vault_datakey SET {column} = %s", uuid7())


@pytest.mark.parametrize(
    "change", ["category = 'IDENTITY'", "subject_id = id", "owner_id = id", "partnership_id = id", "category = NULL"]
)
@pytest.mark.usefixtures("agencies")
def test_a_sealed_row_keeps_the_columns_that_its_key_is_found_by(change: str) -> None:
    note = written({"words": "calm"})
    with acting(POLICE):
        said = refused(f"UPDATE {TABLE} SET {change} WHERE id = %s", note.pk)
        assert "sealed content is bound" in said
        assert str(note.pk) not in said
        rows("UPDATE vault_world_note SET category = category, version = version + 1 WHERE id = %s", note.pk)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE django_migrations SET name = name",
        "TRUNCATE vault_keygrant CASCADE",
        "ALTER TABLE vault_keygrant DISABLE ROW LEVEL SECURITY",
        "DROP POLICY seen ON vault_keygrant",
        "DROP TRIGGER vault_stay ON vault_datakey",
        "CREATE FUNCTION rt_agency2() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
        "SELECT wall('vault_keygrant')",
        "SELECT wall_writes('vault_keygrant')",
        "SELECT vault_stay('vault_keygrant', '{category}')",
        "SET LOCAL row_security = off; SELECT count(*) FROM vault_keygrant",
        "SET ROLE rt_owner",
    ],
)
def test_the_applications_login_cannot_take_the_walls_down(statement: str) -> None:
    assert refused(statement)


@pytest.mark.usefixtures("shared")
def test_declaring_maintenance_gives_the_application_nothing() -> None:
    rows("SELECT set_config('rt.maintenance', 'on', true)")
    assert rows("SELECT count(*) FROM vault_keygrant") == [(0,)]


@pytest.mark.django_db(transaction=True)
def test_the_owner_sees_rows_only_in_declared_maintenance(owner_connection: psycopg.Connection[Any]) -> None:
    with acting(POLICE):
        new_agency_key(PARTNERSHIP, POLICE)
    with owner_connection.transaction():
        assert owner_connection.execute("SELECT count(*) FROM vault_agencykey").fetchone() == (0,)
        owner_connection.execute("SELECT set_config('rt.maintenance', 'on', true)")
        assert owner_connection.execute("SELECT count(*) FROM vault_agencykey").fetchone() == (1,)


def test_every_policy_is_for_one_command_but_the_owners() -> None:
    found = rows(
        "SELECT tablename || '.' || policyname FROM pg_policies WHERE tablename LIKE 'vault\\_%%' AND cmd = 'ALL'"
        " AND policyname <> 'maintenance'"
    )
    assert found == []
    forced = "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity"
    assert {name for (name,) in rows(forced, list(TABLES))} == set(TABLES)
