"""The first operation of every migration that changes rows of walled tables."""

import json

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from audit.ledger.acts import MAINTENANCE
from vault.ids import uuid7


class Maintenance(Operation):
    """Let the owner through the walls for this migration's transaction, under one event that says why.

    Without it a data migration changes nothing, silently: under forced row security the owner sees no rows.
    """

    reversible = True

    def __init__(self, reason_code: str) -> None:
        self.reason_code = reason_code

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing in the models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Open the walls and the event."""
        schema_editor.execute("SELECT set_config('rt.maintenance', 'on', true)")
        schema_editor.execute(
            "INSERT INTO ledger_event (id, form, kind, act, actor_kind, actor_id, agency_id, partnership_id,"
            " subject_kind, subject_id, owner_id, purpose, facts)"
            " VALUES (%s, 1, %s, %s, 'system', 'migration', '', '', '', '', '', '', %s)"
            " RETURNING set_config('rt.event', id::text, true)",
            [uuid7(), MAINTENANCE.kind.value, MAINTENANCE.code, json.dumps({"reason": self.reason_code})],
        )

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Going back changes rows as well."""
        self.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What the migration's list shows."""
        return f"Maintenance: {self.reason_code}"
