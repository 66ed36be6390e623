"""Break-glass: that somebody opened a person's cases in an emergency, and what came of the review."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Agency, User
from casework.categories import Category
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedTextField


class Emergency(models.TextChoices):
    """Why a record is opened in an emergency (the ICO's list for urgent sharing)."""

    SERIOUS_HARM = "SERIOUS_HARM", "To prevent serious physical harm to somebody"
    LOSS_OF_LIFE = "LOSS_OF_LIFE", "To prevent loss of life"
    SAFEGUARDING = "SAFEGUARDING", "To safeguard a child or an adult at risk"
    EMERGENCY_RESPONSE = "EMERGENCY_RESPONSE", "To respond to an emergency"
    PUBLIC_HEALTH = "PUBLIC_HEALTH", "To protect public health"
    NATIONAL_SECURITY = "NATIONAL_SECURITY", "To protect national security"


class Outcome(models.TextChoices):
    """What a review found."""

    OK = "OK", "Justified"
    QUERY = "QUERY", "Questions remain"
    UNJUSTIFIED = "UNJUSTIFIED", "Not justified"
    BREACH = "BREACH", "A personal data breach"


STOPS = (Outcome.UNJUSTIFIED, Outcome.BREACH)


class BreakGlass(Record):
    """From `created_at` to `ends_at` the user sees the person's cases that their agency may see at all.

    It belongs to the agency of the user; `holder` is the agency whose record the person is, which reviews it. The
    database sets the times and lets nothing be changed; a review that finds it unjustified ends it at once.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "reason", "ends_at", "review_due_at"}

    # The person's row may go without asking for it: that somebody looked outlives what they looked at.
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="break_glass", db_constraint=False)
    holder = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="break_glass")
    reason = models.CharField(max_length=20, choices=Emergency.choices)
    words = SealedTextField(label="casework.breakglass.words", category=Category.SAFEGUARDING_CONCERN)
    ends_at = models.DateTimeField(db_default=Now(), editable=False)
    review_due_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(reason__in=Emergency.values), name="breakglass_reason"),)
        indexes = (models.Index(fields=["person"], name="breakglass_person"),)

    def __str__(self) -> str:
        return f"Break-glass {self.pk}"


class BreakGlassReview(Record):
    """What an officer of the agency that holds the record found; there is one, and it stays as it is."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "outcome"}

    break_glass = models.OneToOneField(BreakGlass, models.PROTECT, related_name="review")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    words = SealedTextField(label="casework.breakglassreview.words", category=Category.PROFESSIONAL_CONTACT)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="breakglassreview_outcome"),
            models.CheckConstraint(
                condition=~Q(reviewed_by=models.F("opened_by")), name="breakglassreview_by_somebody_else"
            ),
        )

    def __str__(self) -> str:
        return f"Review of break-glass {self.break_glass_id}"
