"""Disputes between two agencies and the steps by which they got where they are; no step is ever changed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, User
from audit.ledger.events import Subject
from casework.cases.models import Case
from casework.records import Record
from multiagency.escalations.ladder import Party, Stage, Step
from multiagency.escalations.ladders import ladders
from multiagency.referrals.models import Referral
from vault.fields import SealedTextField

BETWEEN: str = "ESCALATION_WORDS"
"""Compartment of the words of steps, which the other of the two agencies is granted."""


class Ground(models.TextChoices):
    """What a dispute is about."""

    WAITS = "WAITS", "A referral waits too long"
    DECLINED = "DECLINED", "A referral was declined or sent back"
    DISAGREEMENT = "DISAGREEMENT", "A disagreement about a case that both work"


class State(models.TextChoices):
    """Where a dispute is: open, or how it ended."""

    OPEN = "OPEN", "Open"
    RESOLVED = "RESOLVED", "Agreed"
    UPHELD = "UPHELD", "The decision stands"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class Escalation(Record):
    """A dispute that its owner raised with another agency, about a referral of its own or a case that both see.

    Only these two see the row. State, stage and version are written by the steps alone, in the database; `ladder` is
    that of the day on which it was raised.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "ground", "ladder", "state", "stage", "version"}

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, models.CASCADE, null=True, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")
    ground = models.CharField(max_length=12, choices=Ground.choices)
    ladder = models.CharField(max_length=12)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    stage = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=0)
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="escalation_with_another"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="escalation_state"),
            models.CheckConstraint(
                condition=Q(ground=Ground.DISAGREEMENT, referral=None, case__isnull=False)
                | Q(ground__in=[Ground.WAITS, Ground.DECLINED], referral__isnull=False, case=None),
                name="escalation_about_one_thing",
            ),
            models.UniqueConstraint(fields=["referral"], condition=Q(state=State.OPEN), name="escalation_open_once"),
        )
        indexes = (
            models.Index(fields=["owner", "state"], name="escalation_raised"),
            models.Index(fields=["agency", "state"], name="escalation_with"),
            models.Index(fields=["case", "state"], name="escalation_of_case"),
        )

    def __str__(self) -> str:
        return f"Escalation {self.pk}"

    @property
    def subject(self) -> Subject:
        """The dispute as the ledger names it."""
        return Subject("escalation", self.pk, self.owner_id)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of its ladder."""
        return ladders()[self.ladder].stages

    def party_of(self, agency_id: object) -> Party:
        """On which side of it an agency is that sees it."""
        return Party.RAISER if agency_id == self.owner_id else Party.OTHER


class EscalationStep(Record):
    """One step, by one of the two agencies, and what it says; storing it moves the dispute. `stage` is where it led."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("escalation_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "number", "step", "stage"}

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=9, choices=Step.choices)
    stage = models.PositiveSmallIntegerField()
    words = SealedTextField(label="multiagency.escalationstep.words", category=BETWEEN)
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["escalation", "number"], name="escalationstep_one_after_another"),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="escalationstep_step"),
        )

    def __str__(self) -> str:
        return f"Step {self.pk}"
