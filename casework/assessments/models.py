"""Assessments as they were made, and the sets of questions that a partnership installed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Partnership, User
from casework.cases.models import Case
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField
from vault.ids import uuid7


class Assessment(Record):
    """One assessment, never edited: the next one of the same set supersedes it, and both are kept.

    The score is not stored: it follows from the answers under the version of the questions that was in force that day
    (practice rule P21). Judgement is stored as the number of bands by which it raises the score's band, so that no row
    can say a lower one (P1).
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "assessed_on", "due_next", "raised_by"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices)
    assessed_on = models.DateField()
    due_next = models.DateField()
    assessor = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_by = models.SmallIntegerField(default=0)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="superseded_by")
    words = SealedJSONField(label="casework.assessment.words", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(raised_by__gte=0), name="assessment_never_lowered"),
            models.CheckConstraint(
                condition=Q(due_next__gt=models.F("assessed_on")), name="assessment_due_after_it_was_made"
            ),
            models.CheckConstraint(
                condition=Q(category__in=[Category.RISK_ASSESSMENT, Category.VULNERABILITY_ASSESSMENT]),
                name="assessment_category",
            ),
            models.UniqueConstraint(fields=["supersedes"], name="assessment_superseded_once"),
        )
        indexes = (models.Index(fields=["case", "-assessed_on", "-id"], name="assessment_history"),)

    def __str__(self) -> str:
        return f"Assessment {self.pk}"


class QuestionSet(models.Model):
    """One version of a set of questions that a partnership installed, as its file says it; it is never changed."""

    CLEAR: ClassVar[set[str]] = {"code", "version", "in_force_from", "definition", "installed_at"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    in_force_from = models.DateField()
    definition = models.TextField()
    installed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["partnership", "code", "version"], name="questionset_version"),
            models.UniqueConstraint(fields=["partnership", "code", "in_force_from"], name="questionset_day"),
        )

    def __str__(self) -> str:
        return f"{self.code} version {self.version}"
