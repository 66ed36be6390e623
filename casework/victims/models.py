"""What is recorded of a victim case: who was harmed, where the work is, safety, rights, children."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from casework.cases.models import Case
from casework.categories import Category
from casework.chronology.once import Said
from casework.victims.choices import Met, Right, Status
from vault.fields import SealedJSONField


class OfVictim(Said):
    """One thing said of a victim case; the database holds it to the case's role."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")

    role = models.CharField(max_length=8, default="VICTIM", editable=False)

    class Meta(Said.Meta):
        abstract = True


def _category(category: Category) -> "models.CharField[str, str]":
    return models.CharField(max_length=32, choices=Category.choices, default=category, editable=False)


class VictimProfile(OfVictim):
    """Who was harmed and how, their needs and enhanced rights, whom they fear; or what a business or venue is."""

    CLEAR: ClassVar[set[str]] = {"created_at", "role", "category"}

    category = _category(Category.VULNERABILITY_ASSESSMENT)
    words = SealedJSONField(label="casework.victimprofile.words", category_from="category")

    class Meta(OfVictim.Meta):
        indexes = (models.Index(fields=["case", "created_at"], name="victimprofile_newest"),)


class VictimStatus(OfVictim):
    """Where the work with a victim is since a day, and why."""

    CLEAR: ClassVar[set[str]] = {"created_at", "role", "category", "status", "since"}
    SAME: ClassVar[set[str]] = {"status", "since"}

    category = _category(Category.INTERVENTION_RECORD)
    status = models.CharField(max_length=16, choices=Status.choices)
    since = models.DateField()
    words = SealedJSONField(label="casework.victimstatus.words", category_from="category")

    class Meta(OfVictim.Meta):
        constraints = (models.CheckConstraint(condition=Q(status__in=Status.values), name="victimstatus_status"),)
        indexes = (models.Index(fields=["case", "created_at"], name="victimstatus_newest"),)


class SafetyPlan(OfVictim):
    """What was agreed to keep somebody safe, and when it is looked at again."""

    CLEAR: ClassVar[set[str]] = {"created_at", "role", "category", "review_on"}
    SAME: ClassVar[set[str]] = {"review_on"}

    category = _category(Category.SAFEGUARDING_CONCERN)
    review_on = models.DateField()
    words = SealedJSONField(label="casework.safetyplan.words", category_from="category")

    class Meta(OfVictim.Meta):
        indexes = (models.Index(fields=["case", "created_at"], name="safetyplan_newest"),)


class RightEntry(OfVictim):
    """What was done about one of the twelve rights, by whom, on which day."""

    CLEAR: ClassVar[set[str]] = {"created_at", "role", "category", "right", "met", "on"}
    SAME: ClassVar[set[str]] = {"right", "met", "on"}

    category = _category(Category.INTERVENTION_RECORD)
    right = models.PositiveSmallIntegerField(choices=Right.choices)
    met = models.CharField(max_length=16, choices=Met.choices)
    on = models.DateField()
    words = SealedJSONField(label="casework.rightentry.words", category_from="category")

    class Meta(OfVictim.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(right__in=Right.values), name="rightentry_right"),
            models.CheckConstraint(condition=Q(met__in=Met.values), name="rightentry_met"),
        )
        indexes = (models.Index(fields=["case", "created_at"], name="rightentry_newest"),)


class ChildAffected(OfVictim):
    """A child who lives with abuse, a victim in their own right (Domestic Abuse Act 2021, section 3).

    `own_case` is the child's own victim case, once it is there; the children's page shows it to whoever sees that case.
    """

    CLEAR: ClassVar[set[str]] = {"created_at", "role", "category"}

    category = _category(Category.CHILDREN_IN_HOUSEHOLD)
    words = SealedJSONField(label="casework.childaffected.words", category_from="category")
    own_case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")

    class Meta(OfVictim.Meta):
        constraints = (
            models.UniqueConstraint(fields=["case", "own_case"], name="childaffected_once"),
            models.CheckConstraint(condition=~Q(own_case=models.F("case")), name="childaffected_other_case"),
        )
