"""A merge from its proposal to its undoing, the rows that it moved, and pairs that are to stay apart."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.categories import Category
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedJSONField, SealedTextField


class State(models.TextChoices):
    """Where a merge is."""

    PROPOSED = "PROPOSED", "Proposed"
    DECLINED = "DECLINED", "Declined"
    DONE = "DONE", "Merged"
    UNDONE = "UNDONE", "Undone"


class Merge(Record):
    """Two rows of one human being in one agency. The older row is kept; whose details hold is chosen part by part.

    Its id is the token of the undo. What the kept row said before stays in its history; the other row is not touched.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("kept_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "state", "decided_at", "undone_at", "kept_version"}

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    why = SealedTextField(label="casework.merge.why", category=Category.ALIAS_LINKS)
    done = SealedJSONField(label="casework.merge.done", category=Category.ALIAS_LINKS, null=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    kept_version = models.PositiveIntegerField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["kept", "merged"], condition=Q(state="PROPOSED"), name="merge_asked_once"),
            models.UniqueConstraint(fields=["merged"], condition=Q(state="DONE"), name="merge_into_one"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="merge_of_two"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="merge_state"),
            models.CheckConstraint(
                condition=Q(state="PROPOSED", decided_by=None, decided_at=None)
                | (~Q(state="PROPOSED") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="merge_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")), name="merge_by_two_people"
            ),
        )

    def __str__(self) -> str:
        return f"Merge {self.pk}"


class MergedRow(models.Model):
    """A row that a merge moved, so that undoing it moves back exactly those; the database writes it."""

    CLEAR: ClassVar[set[str]] = {"place"}

    id = models.BigAutoField(primary_key=True)
    merge = models.ForeignKey(Merge, models.CASCADE, related_name="moved")
    place = models.CharField(max_length=40)
    row_id = models.UUIDField()

    def __str__(self) -> str:
        return f"Moved {self.row_id}"


class KeptApart(Record):
    """That two rows are not the same human being: they are suggested to nobody, and neither merged nor linked."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("one_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "lifted_at"}

    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.DO_NOTHING, related_name="+", db_constraint=False)
    why = SealedTextField(label="casework.keptapart.why", category=Category.ALIAS_LINKS)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["one", "other"], condition=Q(lifted_at=None), name="keptapart_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="keptapart_of_two"),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="keptapart_lifted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"Kept apart {self.pk}"
