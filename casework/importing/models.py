"""Files of people being brought in, how far each is, and how the columns of files like it were read."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField, SealedTextField


class State(models.TextChoices):
    """Where a file is on its way in."""

    WAITING = "WAITING", "Waiting for you"
    RUNNING = "RUNNING", "Being brought in"
    DONE = "DONE", "Brought in"
    STOPPED = "STOPPED", "Stopped"


class ImportedFile(Record):
    """A file that somebody sent or the command was given; what it holds goes once its people are brought in."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "state", "total", "added", "unchanged", "left_out", "finished_at"}

    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    name = SealedTextField(label="casework.importedfile.name", category=Category.IDENTITY)
    content = SealedTextField(label="casework.importedfile.content", category=Category.IDENTITY, null=True)
    mapping = SealedJSONField(label="casework.importedfile.mapping", category=Category.IDENTITY, null=True)
    choices = SealedJSONField(label="casework.importedfile.choices", category=Category.IDENTITY, null=True)
    result = SealedJSONField(label="casework.importedfile.result", category=Category.IDENTITY, null=True)
    total = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="importedfile_state"),
            models.CheckConstraint(condition=~Q(state="DONE") | Q(content__isnull=True), name="importedfile_emptied"),
        )
        indexes = (models.Index(fields=["owner", "-id"], name="importedfile_recent"),)

    def __str__(self) -> str:
        return f"File {self.pk}"


class ImportProgress(models.Model):
    """How far an import is: numbers and times alone, so the ledger does not guard it.

    It is written beside the import's transaction, where others can see it; what counts is said by the file.
    """

    CLEAR: ClassVar[set[str]] = {"done", "total", "started_at", "beat_at"}

    file = models.OneToOneField(ImportedFile, models.CASCADE, primary_key=True, related_name="progress")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Progress {self.pk}"


class ImportMapping(Record):
    """How an agency last read the columns of files with these headings."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}
    INDEXES: ClassVar[set[str]] = {"signature"}

    signature = models.BinaryField(max_length=32)
    columns = SealedJSONField(label="casework.importmapping.columns", category=Category.IDENTITY)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["owner", "signature", "partnership"], name="importmapping_once"),
        )

    def __str__(self) -> str:
        return f"Mapping {self.pk}"
