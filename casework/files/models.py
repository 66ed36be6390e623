"""Files kept with a case. What is in one lies in chunks under a key of its own, which is sealed on the file's row."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.files.cleaning.kinds import Kind
from casework.records import Record
from vault.fields import SealedJSONField, SealedTextField


class State(models.TextChoices):
    """Whether a file may be given out."""

    WAITING = "WAITING", "Waiting for the virus check"
    KEPT = "KEPT", "Kept"
    HARMFUL = "HARMFUL", "Held back: the virus check found something"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.KEPT, State.HARMFUL, State.WITHDRAWN}),
    State.KEPT: frozenset({State.WITHDRAWN}),
    State.HARMFUL: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}
"""Where a file may go from each state."""


class CaseFile(Record):
    """A file that somebody added to a case, or to an entry of its timeline.

    Its name, size and note are sealed together; its key by itself.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "kind", "state"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="files", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.words) for kind in Kind])
    state = models.CharField(max_length=9, choices=State.choices)
    intervention = models.ForeignKey("casework.Intervention", models.PROTECT, null=True, related_name="files")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    detail = SealedJSONField(label="casework.casefile.detail", category_from="category")
    key = SealedTextField(label="casework.casefile.key", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="casefile_state"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="casefile_kind"),
        )
        indexes = (models.Index(fields=["case", "-id"], name="casefile_newest"),)

    def __str__(self) -> str:
        return f"File {self.pk}"


class FileChunk(models.Model):
    """One chunk of a file, encrypted under the file's own key; written once."""

    CLEAR: ClassVar[set[str]] = {"number", "content"}

    pk = models.CompositePrimaryKey("file_id", "number")
    file = models.ForeignKey(CaseFile, models.CASCADE, related_name="chunks", db_index=False)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"Chunk {self.number} of {self.file_id}"
