"""What was done with or for somebody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField


class Mode(models.TextChoices):
    """How it was done."""

    VISIT = "VISIT", "Home visit"
    PHONE = "PHONE", "Phone call"
    TEXT = "TEXT", "Text message"
    VIDEO = "VIDEO", "Video call"
    OFFICE = "OFFICE", "In the office"
    STREET = "STREET", "On the street"
    CUSTODY = "CUSTODY", "In custody"


class Result(models.TextChoices):
    """How it went. Leaving a message is an attempt, not a contact."""

    SPOKE = "SPOKE", "Spoke with them"
    NO_ANSWER = "NO_ANSWER", "No answer"
    LEFT_MESSAGE = "LEFT_MESSAGE", "Left a message"
    CALL_BACK = "CALL_BACK", "Asked to call back"
    UNSAFE_TO_TALK = "UNSAFE_TO_TALK", "Not safe to talk"
    WRONG_NUMBER = "WRONG_NUMBER", "Wrong number or address"
    DID_NOT_ATTEND = "DID_NOT_ATTEND", "Did not attend"
    WORK_DONE = "WORK_DONE", "Work done for them"


class Kind(models.TextChoices):
    """What an entry of the timeline is; all but contacts came with cases from elsewhere."""

    CONTACT = "CONTACT", "Intervention"
    NOTE = "NOTE", "Note"
    ACTION = "ACTION", "Open action"
    DONE_ACTION = "DONE_ACTION", "Action done"


class Intervention(Record):
    """One contact, attempt or piece of work; added to the timeline and not rewritten."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "occurred_at", "recorded_at", "next_on"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="interventions", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.INTERVENTION_RECORD)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    next_on = models.DateField(null=True, blank=True)
    logged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    brought_in = models.ForeignKey("casework.CaseImport", models.PROTECT, null=True, editable=False, related_name="+")
    entry = SealedJSONField(label="casework.intervention.entry", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(logged_by__isnull=False) | Q(brought_in__isnull=False), name="intervention_by_somebody"
            ),
        )
        indexes = (models.Index(fields=["case", "-occurred_at", "-id"], name="intervention_timeline"),)

    def __str__(self) -> str:
        return f"Intervention {self.pk}"
