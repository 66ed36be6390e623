"""Every column that names a person says what a merge does with it, and the database does that."""

import psycopg
from django.apps import apps

from casework.merging.catalogue import FATES, Fate
from casework.people.models import Person
from vault.fields import SealedModel, sealed_fields

ARGUMENT = "split_part(encode(tgargs, 'escape'), E'\\\\000', {})"
MOVED = f"""SELECT {ARGUMENT.format(1)} || '.' || {ARGUMENT.format(2)}
  FROM pg_trigger WHERE tgrelid = 'casework_merge'::regclass AND tgfoid = 'merge_moves'::regproc"""
FOLLOWING = """SELECT c.conrelid::regclass || '.' || a.attname FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
  WHERE c.contype = 'f' AND c.confupdtype = 'c' AND c.confrelid = 'casework_case'::regclass"""


def columns(*fates: Fate) -> set[str]:
    named = (name.rsplit(".", 1) for name, fate in FATES.items() if fate in fates)
    return {
        f"{apps.get_model(model)._meta.db_table}.{apps.get_model(model)._meta.get_field(field).column}"
        for model, field in named
    }


def test_the_database_moves_what_moves_and_nothing_else(owner_connection: psycopg.Connection) -> None:
    assert {place for (place,) in owner_connection.execute(MOVED)} == columns(Fate.MOVES)


def test_what_follows_its_case_is_tied_to_it_by_a_key(owner_connection: psycopg.Connection) -> None:
    assert columns(Fate.FOLLOWS) <= {place for (place,) in owner_connection.execute(FOLLOWING)}


def test_nothing_that_moves_is_sealed_for_the_person() -> None:
    for name, fate in FATES.items():
        model, field = name.rsplit(".", 1)
        held = apps.get_model(model)
        if fate in {Fate.MOVES, Fate.FOLLOWS} and issubclass(held, SealedModel) and sealed_fields(held):
            assert held._meta.get_field(field).name + "_id" not in held.SEALED_FOR, name
    assert Person._meta.label == "casework.Person"
