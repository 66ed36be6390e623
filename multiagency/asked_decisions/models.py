"""That a named role was asked whether something may go, and what they answered. Neither is ever changed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, User
from casework.cases.models import Case
from casework.categories import Category
from casework.purposes import Purpose
from casework.records import Record
from multiagency.sharing.models import REASONS
from vault.fields import SealedJSONField


class Decider(models.TextChoices):
    """Who decides; which rules are theirs and which roles they hold stands in `deciders.toml`."""

    SECOND = "SECOND", "A second authoriser"
    CALDICOTT = "CALDICOTT", "The Caldicott guardian"
    IG_LEAD = "IG_LEAD", "The information-governance lead"
    MANAGER = "MANAGER", "A manager of the discloser"
    VICTIM_LEAD = "VICTIM_LEAD", "The victim lead"
    OWNER = "OWNER", "The agency that owns it"
    ORIGINATOR = "ORIGINATOR", "Whoever gave it"

    @property
    def words(self) -> str:
        """Who it is, in the middle of a sentence."""
        label = str(self.label)
        return label[0].lower() + label[1:]


class Ask(Record):
    """One thing of a case that somebody wants to send and that a rule holds back, put to whoever can resolve it.

    Or a whole category that somebody wants to share, where there is no item.

    It belongs to the discloser's agency; `asked_of` is the agency whose people decide. `words` hold what it is, why it
    should go, and the three reasons of an override.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "item_kind", "category", "purpose", "gateway", "decider", "rules"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    item_kind = models.CharField(max_length=24, blank=True)
    item_id = models.UUIDField(null=True)
    category = models.CharField(max_length=32, choices=Category.choices)
    purpose = models.CharField(max_length=32, choices=Purpose.choices)
    gateway = models.CharField(max_length=32, blank=True)
    decider = models.CharField(max_length=12, choices=Decider.choices)
    rules = ArrayField(models.CharField(max_length=4))
    asked_of = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedJSONField(label="multiagency.ask.words", category=REASONS)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(decider__in=Decider.values), name="ask_decider"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="ask_category"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="ask_purpose"),
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="ask_about_another_agency"),
            models.CheckConstraint(
                condition=Q(item_kind="", item_id=None, decider=Decider.SECOND)
                | (~Q(item_kind="") & Q(item_id__isnull=False)),
                name="ask_of_an_item_or_a_category",
            ),
        )
        indexes = (
            models.Index(fields=["case", "agency", "purpose"], name="ask_for"),
            models.Index(fields=["asked_of", "-id"], name="ask_waiting"),
        )

    def __str__(self) -> str:
        return f"Ask {self.pk}"


class Outcome(models.TextChoices):
    """What was answered."""

    GRANTED = "GRANTED", "It may go"
    REFUSED = "REFUSED", "It must not go"


class Answer(Record):
    """What whoever was asked decided, in their own session: never whoever asked.

    `ends_on` is the last day on which it holds, at most seven days on for an override (governance DIS-04).
    `conf_basis` is the basis in confidentiality that a Caldicott guardian found for a health item.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("ask_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "outcome", "conf_basis", "ends_on"}

    ask = models.OneToOneField(Ask, models.PROTECT, related_name="answer")
    asker = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    conf_basis = models.CharField(max_length=16, blank=True)
    ends_on = models.DateField(null=True)
    words = SealedJSONField(label="multiagency.answer.words", category=REASONS)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="answer_outcome"),
            models.CheckConstraint(condition=~Q(answered_by=F("asked_by")), name="answer_by_somebody_else"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.REFUSED, ends_on=None, conf_basis="")
                | Q(outcome=Outcome.GRANTED, ends_on__isnull=False),
                name="answer_granted_until_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"Answer {self.pk}"
