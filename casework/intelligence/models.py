"""Items of intelligence in the 3 x 5 x 2 grading, and the originator's leave to show one to another agency."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, User
from casework.cases.models import Case
from casework.categories import Category
from casework.chronology.models import Statement
from casework.records import Record
from vault.fields import SealedJSONField


class Source(models.TextChoices):
    """How far the source is relied on."""

    RELIABLE = "1", "1: Reliable"
    UNTESTED = "2", "2: Untested"
    NOT_RELIABLE = "3", "3: Not reliable"


class Assessment(models.TextChoices):
    """How the source knows it."""

    DIRECT = "A", "A: Known directly"
    CORROBORATED = "B", "B: Known indirectly, and corroborated"
    INDIRECT = "C", "C: Known indirectly"
    NOT_KNOWN = "D", "D: Not known"
    SUSPECTED_FALSE = "E", "E: Suspected to be false"


class Handling(models.TextChoices):
    """What may be done with it."""

    PERMITTED = "P", "P: Lawful sharing permitted"
    CONDITIONS = "C", "C: Sharing with conditions, and only as the originator approves"


class SubjectRole(models.TextChoices):
    """What the person of the case is in this item (DPA 2018 s.38(3))."""

    SUSPECT = "SUSPECT", "Suspected of an offence"
    CONVICTED = "CONVICTED", "Convicted of an offence"
    VICTIM = "VICTIM", "Victim"
    WITNESS = "WITNESS", "Witness"
    CHILD_AFFECTED = "CHILD_AFFECTED", "Child affected"
    FAMILY = "FAMILY", "Family"
    PROFESSIONAL = "PROFESSIONAL", "Professional"
    OTHER = "OTHER", "Somebody else"


class IntelligenceItem(Record):
    """One item, sanitised or not. There is no place in it for who the source is.

    Its handling code is clear, because the wall asks it: code C is behind it for every other agency until the
    originator approves (governance INT-02).
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "statement", "handling", "received_on"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="intelligence", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.INTELLIGENCE, editable=False)
    statement = models.CharField(max_length=10, choices=Statement.choices)
    handling = models.CharField(max_length=1, choices=Handling.choices)
    received_on = models.DateField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    item = SealedJSONField(label="casework.intelligenceitem.item", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(category=Category.INTELLIGENCE), name="intelligenceitem_category"),
            models.CheckConstraint(condition=Q(statement__in=Statement.values), name="intelligenceitem_statement"),
            models.CheckConstraint(condition=Q(handling__in=Handling.values), name="intelligenceitem_handling"),
        )
        indexes = (models.Index(fields=["case", "-received_on", "-id"], name="intelligenceitem_in_order"),)

    def __str__(self) -> str:
        return f"Intelligence item {self.pk}"


class IntelligenceApproval(Record):
    """That the originator lets one agency see one item of code C, on its conditions; given once, never changed."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="+", db_index=False)
    item = models.ForeignKey(IntelligenceItem, models.CASCADE, related_name="approvals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["item", "agency"], name="intelligenceapproval_once"),
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="intelligenceapproval_other_agency"),
        )

    def __str__(self) -> str:
        return f"Approval of intelligence {self.pk}"
