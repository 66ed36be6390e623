"""That a third party was told about somebody who offends, or that it was decided not to tell them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.cases.models import Role
from casework.categories import Category
from casework.chronology.once import Said
from vault.fields import SealedJSONField


class Decision(models.TextChoices):
    """What was decided."""

    DISCLOSED = "DISCLOSED", "They were told"
    NOT_DISCLOSED = "NOT_DISCLOSED", "They are not told"


class ThirdPartyDisclosure(Said):
    """One decision to tell somebody or not, with everything that it rests on; a later one says what came after.

    Who they are and the exact words are sealed, and are the deciding agency's alone. `presumption` says that section
    327A of the Criminal Justice Act 2003 presumes disclosure. `authorised_by` is a second person.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "decided_on", "review_on", "decision", "presumption"}
    SAME: ClassVar[set[str]] = {"decided_on", "review_on", "decision", "presumption", "authorised_by_id"}

    role = models.CharField(max_length=8, choices=Role.choices, default=Role.OFFENDER, editable=False)
    decided_on = models.DateField()
    review_on = models.DateField()
    decision = models.CharField(max_length=16, choices=Decision)
    presumption = models.BooleanField()
    authorised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedJSONField(label="multiagency.thirdpartydisclosure.words", category=Category.RISK_ASSESSMENT)

    class Meta(Said.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(role=Role.OFFENDER), name="thirdparty_about_who_offends"),
            models.CheckConstraint(condition=Q(decision__in=Decision.values), name="thirdparty_decision"),
            models.CheckConstraint(condition=Q(review_on__gt=F("decided_on")), name="thirdparty_reviewed_later"),
            models.CheckConstraint(condition=~Q(authorised_by=F("recorded_by")), name="thirdparty_by_two"),
        )
