"""Consent to sharing, and assessments of the capacity to decide about it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.consent.states import LONGEST
from casework.records import Record
from vault.fields import SealedJSONField, SealedTextField


class CapacityFinding(Record):
    """An assessment of whether somebody can make one decision at one time (Mental Capacity Act 2005; CON-07).

    Without the decision and the day it cannot be stored, whatever its outcome.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "assessed_on", "holds_until"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="capacity_findings")
    assessed_on = models.DateField()
    holds_until = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decision = SealedTextField(label="casework.capacityfinding.decision", category=Category.PROFESSIONAL_CONTACT)
    finding = SealedJSONField(label="casework.capacityfinding.finding", category=Category.PROFESSIONAL_CONTACT)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(holds_until__gte=F("assessed_on")), name="capacityfinding_holds_after_it_was_made"
            ),
        )

    def __str__(self) -> str:
        return f"Capacity finding {self.pk}"


class Consent(Record):
    """What somebody answered when asked whether something may be shared: to what, by whom, how, when, in which words.

    A later answer about the same supersedes it. Taking it back is written on it, with who wrote that down and when;
    nothing else of it changes. No part can be missing (DPA 2018 s.40A; governance CON-02).
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "wording", "answered_on", "expires_on", "withdrawn_at", "review_due_at",
    }  # fmt: skip

    case = models.ForeignKey(Case, models.CASCADE, related_name="consents")
    wording = models.CharField(max_length=20)
    answered_on = models.DateField()
    expires_on = models.DateField(help_text="The last day on which it holds; then it is asked again.")
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    terms = SealedJSONField(label="casework.consent.terms", category=Category.PROFESSIONAL_CONTACT)
    given = SealedJSONField(label="casework.consent.given", category=Category.PROFESSIONAL_CONTACT)
    ability = SealedJSONField(label="casework.consent.ability", category=Category.PROFESSIONAL_CONTACT)
    finding = models.ForeignKey(CapacityFinding, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    review_due_at = models.DateTimeField(null=True, help_text="Since when it waits to be asked again (rule P18).")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["id", "case"], name="consent_of_case"),
            models.CheckConstraint(condition=~Q(wording=""), name="consent_in_words"),
            models.CheckConstraint(condition=Q(expires_on__gt=F("answered_on")), name="consent_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(expires_on__lte=F("answered_on") + LONGEST), name="consent_asked_again_within_a_year"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"Consent {self.pk}"
