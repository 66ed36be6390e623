"""An import of cases, the files that were sent for it, what is said of each row, and what each row became."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.cases.models import ALPHABET, Case
from casework.categories import Category
from casework.interventions.models import Intervention
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedJSONField, SealedTextField


def new_reference() -> str:
    """A reference by which people speak of an import, such as IM-7K2P-QWXZ."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"IM-{letters[:4]}-{letters[4:]}"


class State(models.TextChoices):
    """Where an import is."""

    WAITING = "WAITING", "Waiting for you"
    RUNNING = "RUNNING", "Being brought in"
    STOPPED = "STOPPED", "Stopped part-way"
    DONE = "DONE", "Brought in"


class Sheet(models.TextChoices):
    """What the rows of a sheet or file are."""

    PEOPLE = "PEOPLE", "People"
    CASES = "CASES", "Cases"
    LEADS = "LEADS", "Leads of cases"
    NOTES = "NOTES", "Notes"
    ACTIONS = "ACTIONS", "Actions"
    NOTHING = "NOTHING", "Do not bring in"


class CaseImport(Record):
    """One import of cases. Its files go when it is done; what was not brought in stays in a file of its own.

    `run` is whoever is at work on it now: a run that another has taken over from stops at its next batch.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "reference", "state", "started_at", "beat_at", "finished_at", "done", "total", "rows_read",
        "added", "unchanged", "rejected", "left_out",
    }  # fmt: skip

    reference = models.CharField(max_length=12, default=new_reference, editable=False)
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    source = SealedTextField(label="casework.caseimport.source", category=Category.IDENTITY)
    options = SealedJSONField(label="casework.caseimport.options", category=Category.IDENTITY)
    result = SealedJSONField(label="casework.caseimport.result", category=Category.IDENTITY)
    run = models.UUIDField(null=True)
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="caseimport_state"),
            models.CheckConstraint(
                condition=~Q(state="DONE")
                | Q(rows_read=models.F("added") + models.F("unchanged") + models.F("rejected") + models.F("left_out")),
                name="caseimport_reconciled",
            ),
            models.UniqueConstraint(
                fields=["owner", "partnership"], condition=Q(state="RUNNING"), name="caseimport_one_at_a_time"
            ),
            models.UniqueConstraint(fields=["partnership", "reference"], name="caseimport_reference"),
        )
        indexes = (models.Index(fields=["owner", "-id"], name="caseimport_recent"),)

    def __str__(self) -> str:
        return self.reference


class CaseImportFile(Record):
    """A piece of a file: one that was sent, or the one of rows that were not brought in."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("batch_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "kind", "place", "piece"}

    class Kind(models.TextChoices):
        """Which way the file goes."""

        SENT = "SENT", "Sent to be brought in"
        REJECTED = "REJECTED", "Rows that were not brought in"

    batch = models.ForeignKey(CaseImport, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    place = models.PositiveSmallIntegerField()
    piece = models.PositiveSmallIntegerField()
    name = SealedTextField(label="casework.caseimportfile.name", category=Category.IDENTITY)
    content = SealedTextField(label="casework.caseimportfile.content", category=Category.IDENTITY)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["batch", "kind", "place", "piece"], name="caseimportfile_once"),
            models.CheckConstraint(condition=Q(kind__in=["SENT", "REJECTED"]), name="caseimportfile_kind"),
        )

    def __str__(self) -> str:
        return f"File {self.pk}"


class CaseImportPage(Record):
    """A page of what happens to the rows of one sheet, those that need a person first."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("batch_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "place", "number"}

    batch = models.ForeignKey(CaseImport, models.CASCADE, related_name="pages")
    place = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    lines = SealedJSONField(label="casework.caseimportpage.lines", category=Category.IDENTITY)

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["batch", "place", "number"], name="caseimportpage_once"),)

    def __str__(self) -> str:
        return f"Page {self.pk}"


class ImportedRow(Record):
    """What a row of the old system became, so that it is never brought in twice.

    `token` is the row's old reference in its source, and `said` all that it said: keyed hashes, from which neither can
    be read. `was_here` says that somebody known before is meant, so that nobody was added. It goes with its record.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("batch_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "kind", "was_here"}
    INDEXES: ClassVar[set[str]] = {"token", "said"}

    batch = models.ForeignKey(CaseImport, models.PROTECT, related_name="rows")
    kind = models.CharField(max_length=8, choices=Sheet.choices)
    token = models.BinaryField(max_length=32)
    said = models.BinaryField(max_length=32)
    was_here = models.BooleanField(default=False)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    intervention = models.ForeignKey(Intervention, models.CASCADE, null=True, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["owner", "partnership", "token"], name="importedrow_once"),
            models.CheckConstraint(
                condition=Q(kind="PEOPLE", person__isnull=False, case=None, intervention=None)
                | Q(kind__in=["CASES", "LEADS"], person=None, case__isnull=False, intervention=None)
                | Q(kind__in=["NOTES", "ACTIONS"], person=None, case__isnull=False, intervention__isnull=False),
                name="importedrow_became_one_thing",
            ),
        )
        indexes = (models.Index(fields=["batch", "kind"], name="importedrow_counted"),)

    def __str__(self) -> str:
        return f"Row {self.pk}"
