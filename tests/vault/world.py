"""A small world for the vault's tests: one sealed model, two partnerships, and a way to act for an agency."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar
from uuid import UUID

from django.db import connection, models, transaction

from vault.fields import SealedDateField, SealedJSONField, SealedModel, SealedTextField
from vault.grants import new_agency_key
from vault.ids import uuid7
from vault.opening import Ticket, hold, holding_bytes, seal

TABLE = "vault_world_note"

PARTNERSHIP, OTHER_PARTNERSHIP = UUID(int=1), UUID(int=2)
POLICE, HOUSING, PROBATION = UUID(int=11), UUID(int=12), UUID(int=13)


class Note(SealedModel):
    """What an agency holds about a subject: words in the row's own category, and two things of fixed categories."""

    SEALED_FOR = ("subject_id", "owner_id")
    CLEAR: ClassVar[frozenset[str]] = frozenset({"category", "version"})

    id = models.UUIDField(primary_key=True, default=uuid7)
    partnership_id = models.UUIDField(default=PARTNERSHIP)
    subject_id = models.UUIDField()
    owner_id = models.UUIDField(default=POLICE)
    category = models.CharField(max_length=40, default="INTERVENTION_RECORD")
    version = models.IntegerField(default=1)
    words = SealedTextField(label="tests.note.words", category_from="category", null=True)
    born = SealedDateField(label="tests.note.born", category="IDENTITY", null=True)
    facts = SealedJSONField(label="tests.note.facts", category="IDENTITY", null=True)

    class Meta(SealedModel.Meta):
        managed = False
        app_label = "vault_world"
        db_table = TABLE

    def __str__(self) -> str:
        return f"note {self.pk}"


WALLS = f"""
    SELECT wall('{TABLE}'), wall_writes('{TABLE}'),
           vault_stay('{TABLE}', '{{partnership_id,subject_id,owner_id,category}}');
    CREATE POLICY seen ON {TABLE} FOR SELECT TO rt_app USING (partnership_id = (SELECT rt_partnership()));
"""


def schema() -> str:
    """Write the statements that make the table, as a migration of the model would, and its walls."""
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        editor.create_model(Note)
        statements = list(editor.collected_sql)
    return "\n".join([*map(str, statements), WALLS])


def _set(agency: str, partnership: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('rt.agency', %s, true), set_config('rt.partnership', %s, true)", [agency, partnership]
        )


def _now_set() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('rt.agency', true), ''),"
            " coalesce(current_setting('rt.partnership', true), '')"
        )
        agency, partnership = cursor.fetchone()
    return agency, partnership


@contextmanager
def acting(agency: UUID, partnership: UUID = PARTNERSHIP) -> Iterator[Ticket]:
    """Act as an agency for one transaction, with a ticket of the kind that the ledger would give."""
    with transaction.atomic(), holding_bytes():
        before = _now_set()
        _set(str(agency), str(partnership))
        yield hold(Ticket(uuid7(), partnership, agency))
        _set(*before)


def make_agency_keys() -> None:
    """Keys of three agencies in one partnership, and of one of them in another too."""
    for partnership, agencies in ((PARTNERSHIP, (POLICE, HOUSING, PROBATION)), (OTHER_PARTNERSHIP, (POLICE,))):
        for agency in agencies:
            with acting(agency, partnership):
                new_agency_key(partnership, agency)


def written(values: Mapping[str, Any], **columns: Any) -> Note:
    """Give a note sealed by its owner and stored."""
    note = Note(**{"subject_id": uuid7(), **columns})
    with acting(note.owner_id, note.partnership_id):
        seal(note.owner_id, [(note, values)])
        note.save(force_insert=True)
    return note
