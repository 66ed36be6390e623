"""One thing that happened on a case, written by the room that it happened in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Agency, Partnership, User
from casework.cases.models import Case
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedTextField


class Happening(models.TextChoices):
    """What kind of thing happened. No finer than the data category says anyway."""

    CASE = "CASE", "The case itself"
    PERSON = "PERSON", "The person's details"
    STANDING = "STANDING", "Rating, engagement and scores"
    LISTING = "LISTING", "Place on a cohort"
    ORDER = "ORDER", "Orders and conditions"
    INCIDENT = "INCIDENT", "Incident"
    SUPPORT = "SUPPORT", "Support and rights"
    CONTACT_DETAILS = "CONTACT_DETAILS", "Contact details"
    CONSENT = "CONSENT", "Consent, agreement and wishes"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    PLAN = "PLAN", "Plan"
    POWER = "POWER", "Powers considered"
    RELATIONSHIP = "RELATIONSHIP", "Relationships"
    INTELLIGENCE = "INTELLIGENCE", "Intelligence"
    EVENT = "EVENT", "Event"


class Statement(models.TextChoices):
    """Whether something is known, judged or said by somebody (DPA 2018 s.38(2): facts apart from assessments)."""

    FACT = "FACT", "Fact"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    REPORTED = "REPORTED", "Reported"


class ChronologyEvent(Record):
    """One line of a case's chronology. It is not edited; what it tells of may be superseded or withdrawn."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "category", "kind", "statement", "occurred_at", "recorded_at", "withdrawn_at",
        "own_agency",
    }  # fmt: skip

    case = models.ForeignKey(Case, models.CASCADE, related_name="chronology", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices)
    kind = models.CharField(max_length=16, choices=Happening.choices)
    statement = models.CharField(max_length=10, choices=Statement.choices)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    source_id = models.UUIDField(null=True, help_text="The row that it tells of, in the table of its room.")
    withdrawn_at = models.DateTimeField(null=True, help_text="Since when it is shown to nobody on a case.")
    own_agency = models.BooleanField(default=False, help_text="Told to no other agency, as the row that it tells of.")
    words = SealedTextField(label="casework.chronologyevent.words", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=Happening.values), name="chronologyevent_kind"),
            models.CheckConstraint(condition=Q(statement__in=Statement.values), name="chronologyevent_statement"),
        )
        indexes = (
            models.Index(fields=["case", "-occurred_at", "-id"], name="chronologyevent_in_order"),
            models.Index(fields=["source_id"], name="chronologyevent_source", condition=Q(source_id__isnull=False)),
        )

    def __str__(self) -> str:
        return f"Chronology event {self.pk}"


class LastLook(models.Model):
    """When somebody last looked at the chronology of a case, and when they had looked before that sitting.

    The look itself has an event; this is what the page reckons with. It goes with the case, whichever agency's it is.
    """

    CLEAR: ClassVar[set[str]] = {"seen_at", "before"}

    id = models.BigAutoField(primary_key=True)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+", db_index=False)
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+", db_constraint=False)
    seen_at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "case"], name="lastlook_once"),)

    def __str__(self) -> str:
        return f"Last look {self.pk}"
