"""That another agency was asked for information about a case, and what came of it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import Agency
from casework.categories import Category
from casework.chronology.once import Said
from casework.purposes import Purpose
from vault.fields import SealedJSONField


class Outcome(models.TextChoices):
    """What the agency that was asked answered."""

    SHARED = "SHARED", "They shared it"
    NOTHING_HELD = "NOTHING_HELD", "They hold nothing"
    DECLINED = "DECLINED", "They declined to share"
    NO_ANSWER = "NO_ANSWER", "They have not answered"


class Reason(models.TextChoices):
    """Why an agency declined, as it said."""

    NO_POWER = "NO_POWER", "No legal power to share it"
    NO_AGREEMENT = "NO_AGREEMENT", "No agreement lets it be shared"
    NO_CONSENT = "NO_CONSENT", "The person does not agree"
    NOT_NEEDED = "NOT_NEEDED", "Not necessary, or more than is needed"
    CONFIDENTIAL = "CONFIDENTIAL", "Confidential or privileged"
    HARM = "HARM", "Somebody could come to harm"
    NOT_SAID = "NOT_SAID", "They gave no reason"


class InformationAsk(Said):
    """One ask with its answer, as they stood; a later one says what came after.

    It is the asking agency's alone, like its case: the other agency knows what it was asked.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "asked_on", "purpose", "categories", "outcome", "reason"}
    SAME: ClassVar[set[str]] = {"agency_id", "asked_on", "purpose", "categories", "outcome", "reason"}

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    purpose = models.CharField(max_length=32, choices=Purpose)
    categories = ArrayField(models.CharField(max_length=32, choices=Category))
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.CharField(max_length=12, choices=Reason, blank=True)
    words = SealedJSONField(label="multiagency.informationask.words", category=Category.PROFESSIONAL_CONTACT)

    class Meta(Said.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="informationask_of_another_agency"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="informationask_purpose"),
            models.CheckConstraint(condition=Q(categories__len__gt=0), name="informationask_for_something"),
            models.CheckConstraint(
                condition=Q(outcome="DECLINED", reason__in=Reason.values)
                | Q(outcome__in=["SHARED", "NOTHING_HELD", "NO_ANSWER"], reason=""),
                name="informationask_declined_for_a_reason",
            ),
        )
