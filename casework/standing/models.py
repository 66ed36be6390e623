"""One judgement of where somebody stands. A newer one of its kind supersedes it; none is edited."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField


class Kind(models.TextChoices):
    """What is judged. Engagement is a choice and compliance a duty, so that neither says anything of the other."""

    RAG = "RAG", "Rating"
    ROSH = "ROSH", "Risk of serious harm"
    ENGAGEMENT = "ENGAGEMENT", "Engagement"
    COMPLIANCE = "COMPLIANCE", "Compliance"
    SCORE = "SCORE", "Score from an assessment tool"


CATEGORY_OF = {
    Kind.RAG: Category.RISK_ASSESSMENT,
    Kind.ROSH: Category.RISK_ASSESSMENT,
    Kind.SCORE: Category.RISK_ASSESSMENT,
    Kind.ENGAGEMENT: Category.INTERVENTION_RECORD,
    Kind.COMPLIANCE: Category.SENTENCE_LICENCE,
}


class Rag(models.TextChoices):
    """How things go, as partners in integrated offender management say it."""

    RED = "RED", "Red"
    AMBER = "AMBER", "Amber"
    GREEN = "GREEN", "Green"


class Group(models.TextChoices):
    """Who is at risk of serious harm (the groups of HM Prison and Probation Service)."""

    CHILDREN = "CHILDREN", "Children"
    PUBLIC = "PUBLIC", "The public"
    KNOWN_ADULT = "KNOWN_ADULT", "A known adult"
    STAFF = "STAFF", "Staff"
    PRISONERS = "PRISONERS", "Prisoners"


class Risk(models.TextChoices):
    """How high the risk to a group is. A group that nobody rated has none of these: it is not rated, and never low."""

    LOW = "LOW", "Low"
    MEDIUM = "MEDIUM", "Medium"
    HIGH = "HIGH", "High"
    VERY_HIGH = "VERY_HIGH", "Very high"


class Engagement(models.TextChoices):
    """How far somebody takes part of their own will."""

    ENGAGING = "ENGAGING", "Takes part"
    IN_PART = "IN_PART", "Takes part now and then"
    NOT_ENGAGING = "NOT_ENGAGING", "Does not take part"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Compliance(models.TextChoices):
    """How far somebody keeps to what a court or a licence demands."""

    COMPLYING = "COMPLYING", "Keeps to it"
    IN_PART = "IN_PART", "Keeps to part of it"
    NOT_COMPLYING = "NOT_COMPLYING", "Does not keep to it"
    NOTHING_TO_KEEP = "NOTHING_TO_KEEP", "Under no order or licence"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


LEVELS: dict[Kind, type[models.TextChoices]] = {
    Kind.RAG: Rag, Kind.ENGAGEMENT: Engagement, Kind.COMPLIANCE: Compliance,
}  # fmt: skip
"""The levels of the kinds that have one level."""


class Judgement(Record):
    """What was judged, when, by whom and why; the newest of its kind counts, and scores count each for itself."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "kind", "category", "judged_on", "recorded_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="judgements", db_index=False)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.OFFENDER, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    category = models.CharField(max_length=32, choices=Category.choices)
    judged_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entry = SealedJSONField(label="casework.judgement.entry", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="judgement_kind"),
            models.CheckConstraint(condition=Q(role=Role.OFFENDER), name="judgement_role"),
        )
        indexes = (models.Index(fields=["case", "kind", "-id"], name="judgement_newest"),)

    def __str__(self) -> str:
        return f"Judgement {self.pk}"
