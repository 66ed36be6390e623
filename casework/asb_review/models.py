"""The steps of applications for an ASB case review: each is a row of its own, and none is changed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from casework.cases.models import Role
from casework.categories import Category
from casework.chronology.once import Said
from vault.fields import SealedJSONField


class Move(models.TextChoices):
    """The application itself, and each step of the clock (`casework.asb_review.clock.Step`) in words."""

    APPLIED = "APPLIED", "Applied for"
    ACKNOWLEDGED = "ACKNOWLEDGED", "Application acknowledged"
    ACCEPTED = "ACCEPTED", "Accepted: the threshold is met, or it is taken all the same"
    REFUSED = "REFUSED", "Refused"
    PAUSED = "PAUSED", "Paused"
    RESUMED = "RESUMED", "Resumed"
    PANEL_MET = "PANEL_MET", "Panel met"
    OUTCOME_GIVEN = "OUTCOME_GIVEN", "Outcome and action plan sent"
    APPEALED = "APPEALED", "Appealed"
    APPEAL_DECIDED = "APPEAL_DECIDED", "Appeal decided"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class ReviewStep(Said):
    """One step of an application on the day it was taken, with what was due after it, and by when.

    `application` is the id of the row with which its application began. `rules_since` is the day from which the time
    limits of the day of applying hold, which names their version (practice rule P21). `due_on` is None where nobody at
    work owes a step, or no date is known.
    Anti-social Behaviour, Crime and Policing Act 2014, section 104; practice rule P22.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at",
        "role",
        "category",
        "application",
        "step",
        "taken_on",
        "rules_since",
        "due_on",
    }
    SAME: ClassVar[set[str]] = {"application", "step", "taken_on"}

    role = models.CharField(max_length=8, choices=Role.choices, default=Role.VICTIM, editable=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.ASB_INCIDENT, editable=False)
    application = models.UUIDField()
    step = models.CharField(max_length=16, choices=Move.choices)
    taken_on = models.DateField()
    rules_since = models.DateField()
    due_on = models.DateField(null=True)
    words = SealedJSONField(label="casework.reviewstep.words", category_from="category")

    class Meta(Said.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(role=Role.VICTIM), name="reviewstep_role"),
            models.CheckConstraint(condition=Q(step__in=Move.values), name="reviewstep_step"),
            models.CheckConstraint(
                condition=Q(step=Move.APPLIED, application=F("id")) | (~Q(step=Move.APPLIED) & ~Q(application=F("id"))),
                name="reviewstep_begins",
            ),
            models.UniqueConstraint(
                fields=["application", "step"],
                condition=~Q(step__in=[Move.PAUSED, Move.RESUMED]),
                name="reviewstep_once",
            ),
        )
        indexes = (models.Index(fields=["case", "created_at"], name="reviewstep_newest"),)
