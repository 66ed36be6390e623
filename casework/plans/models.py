"""Needs with what they were found to be over time, and the actions that were agreed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.pathways import CATEGORY_OF
from casework.records import Record
from vault.fields import SealedJSONField, SealedTextField

CATEGORIES = tuple(CATEGORY_OF.values())


class Level(models.IntegerChoices):
    """How grave a need is; less is better."""

    WELL = 1, "Going well"
    LITTLE = 2, "A little help"
    HELP = 3, "Needs help"
    SERIOUS = 4, "Serious"
    CRISIS = 5, "In crisis"


class Stage(models.TextChoices):
    """When a need was judged: before, on the way, or at the end."""

    BASELINE = "BASELINE", "At the start"
    REVIEW = "REVIEW", "Review"
    EXIT = "EXIT", "At the end"


class Outcome(models.TextChoices):
    """What became of an aim."""

    ACHIEVED = "ACHIEVED", "Achieved"
    PARTIALLY_ACHIEVED = "PARTIALLY_ACHIEVED", "Partly achieved"
    NOT_ACHIEVED = "NOT_ACHIEVED", "Not achieved"


class State(models.TextChoices):
    """Where an action is. Done late is what the days say, and nobody's choice."""

    OPEN = "OPEN", "To do"
    DONE = "DONE", "Done"
    DONE_LATE = "DONE_LATE", "Done late"
    OVERTAKEN = "OVERTAKEN", "Overtaken by events"
    NOT_DONE = "NOT_DONE", "Not done"


class Need(Record):
    """One thing in which somebody needs help. The plan of a case is its needs; its review is due with the earliest."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "opened_on", "review_on", "ended_on", "version"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="needs")
    category = models.CharField(max_length=32, choices=Category.choices)
    opened_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    words = SealedJSONField(label="casework.need.words", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(category__in=CATEGORIES), name="need_category"),
            models.CheckConstraint(condition=Q(review_on__gte=F("opened_on")), name="need_reviewed_after_it_opened"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("opened_on")), name="need_ended_after_it_opened"
            ),
        )

    def __str__(self) -> str:
        return f"Need {self.pk}"


class Measure(Record):
    """How grave a need was found to be on a day, with the evidence; the next one stands beside it, none is edited."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "stage", "measured_on"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    need = models.ForeignKey(Need, models.CASCADE, related_name="measures")
    category = models.CharField(max_length=32, choices=Category.choices)
    stage = models.CharField(max_length=8, choices=Stage.choices)
    measured_on = models.DateField()
    measured_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedJSONField(label="casework.measure.words", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="measure_stage"),
            models.UniqueConstraint(
                fields=["need", "stage"],
                condition=Q(stage__in=["BASELINE", "EXIT"]),
                name="measure_first_last_once",
            ),
        )
        indexes = (models.Index(fields=["case", "measured_on"], name="measure_in_order"),)

    def __str__(self) -> str:
        return f"Measure {self.pk}"


class PlanAction(Record):
    """What somebody is to do about a need by a day. It comes to an end once, and says how."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "state", "due_on", "ended_on"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="plan_actions", db_index=False)
    need = models.ForeignKey(Need, models.CASCADE, related_name="actions")
    category = models.CharField(max_length=32, choices=Category.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    due_on = models.DateField()
    ended_on = models.DateField(null=True)
    colleague = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedJSONField(label="casework.planaction.words", category_from="category")
    ending = SealedTextField(label="casework.planaction.ending", category_from="category", null=True)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(state="OPEN", ended_on=None)
                | Q(state="DONE", ended_on__lte=F("due_on"))
                | Q(state="DONE_LATE", ended_on__gt=F("due_on"))
                | Q(state__in=["OVERTAKEN", "NOT_DONE"], ended_on__isnull=False),
                name="planaction_ends_as_its_days_say",
            ),
        )
        indexes = (models.Index(fields=["case", "due_on"], name="planaction_in_order"),)

    def __str__(self) -> str:
        return f"Plan action {self.pk}"
