"""Migrations say what the models say, and none changes walled rows without saying so."""

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import migrations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from audit.ledger.maintenance import Maintenance

OURS = {"vault", "ledger", "accounts", "casework", "multiagency", "office"}
FUNCTION = re.compile(r"\bas\s+(\$\w*\$).*?\1", re.IGNORECASE | re.DOTALL)
CHANGE = re.compile(
    r"(?:^|;|\bbegin\b|\bthen\b|\bloop\b|\))\s*(insert\s+into|update\s+(?:only\s+)?[\w.\"]+\s+set|delete\s+from|truncate)\b",
    re.IGNORECASE | re.MULTILINE,
)


def changes_rows(operation: Operation) -> bool:
    """Whether an operation writes rows; what a function or trigger will do later does not count."""
    if isinstance(operation, migrations.RunPython):
        return True
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return any(map(changes_rows, operation.database_operations))
    if isinstance(operation, migrations.RunSQL):
        return any(CHANGE.search(FUNCTION.sub("", text)) for text in texts(operation.sql))
    return False


def texts(sql: object) -> Iterator[str]:
    if isinstance(sql, str):
        yield sql
    elif isinstance(sql, list | tuple):
        for statement in sql:
            yield from texts(statement[0] if isinstance(statement, tuple) else statement)


def undeclared(name: str, operations: list[Operation]) -> Iterator[str]:
    """Operations that write rows before Maintenance opens the walls: the owner would see no rows, silently."""
    declared = False
    for operation in operations:
        declared = declared or isinstance(operation, Maintenance)
        if changes_rows(operation) and not declared:
            yield f"{name} changes rows without Maintenance before it: {operation.describe()}"


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_migration_changes_walled_rows_unsaid() -> None:
    ours = [m for m in MigrationLoader(None).disk_migrations.values() if m.app_label in OURS]
    assert ours
    assert not [line for m in ours for line in undeclared(str(m), list(m.operations))]


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RunPython(migrations.RunPython.noop),
        migrations.RunSQL("UPDATE casework_case SET priority = 2"),
        migrations.RunSQL(["create table x (y int)", "delete from casework_case"]),
        migrations.RunSQL([("insert into casework_case (id) values (%s)", ["1"])]),
        migrations.RunSQL("DO $$ BEGIN UPDATE casework_case SET priority = 2; END $$"),
        migrations.SeparateDatabaseAndState([migrations.RunSQL("truncate casework_case")]),
    ],
    ids=["python", "update", "delete in a list", "insert with parameters", "anonymous block", "separated"],
)
def test_a_change_of_rows_is_found_unless_it_is_declared(operation: Operation) -> None:
    assert list(undeclared("example", [operation]))
    assert not list(undeclared("example", [Maintenance("backfill"), operation]))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE casework_case SET x = 1; END $$",
        "CREATE TRIGGER t AFTER UPDATE OR DELETE ON casework_case FOR EACH STATEMENT EXECUTE FUNCTION f()",
        "CREATE POLICY own_insert ON casework_case FOR INSERT TO rt_app WITH CHECK (true)",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON casework_case TO rt_app",
        "ALTER TABLE casework_case ADD FOREIGN KEY (person_id) REFERENCES casework_person ON DELETE CASCADE",
    ],
)
def test_what_only_shapes_the_schema_is_not_taken_for_a_change(statement: str) -> None:
    assert not changes_rows(migrations.RunSQL(statement))
