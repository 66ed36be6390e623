"""Orders and licences with their conditions, and breaches of them. A variation supersedes; nothing is edited."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import User
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.files.models import CaseFile
from casework.records import Record
from vault.fields import SealedJSONField


class Kind(models.TextChoices):
    """What somebody is under."""

    LICENCE = "LICENCE", "Licence"
    POST_SENTENCE = "POST_SENTENCE", "Post-sentence supervision"
    COMMUNITY = "COMMUNITY", "Community order"
    SUSPENDED = "SUSPENDED", "Suspended sentence order"
    REFERRAL = "REFERRAL", "Youth referral order"
    YRO = "YRO", "Youth rehabilitation order"
    BAIL = "BAIL", "Bail conditions"
    CBO = "CBO", "Criminal behaviour order"
    CIVIL_INJUNCTION = "CIVIL_INJUNCTION", "Civil injunction"
    RESTRAINING = "RESTRAINING", "Restraining order"
    NON_MOLESTATION = "NON_MOLESTATION", "Non-molestation order"
    DVPO = "DVPO", "Domestic violence protection order"
    DAPO = "DAPO", "Domestic abuse protection order"
    STALKING_PO = "STALKING_PO", "Stalking protection order"
    SHPO = "SHPO", "Sexual harm prevention order"
    KCPO = "KCPO", "Knife crime prevention order"
    OTHER = "OTHER", "Another order"


SENTENCES = frozenset({Kind.LICENCE, Kind.POST_SENTENCE, Kind.COMMUNITY, Kind.SUSPENDED, Kind.REFERRAL, Kind.YRO})


def category_of(kind: Kind) -> Category:
    """The data category of an order: whoever is shared sentence and licence is not thereby shared the others."""
    return Category.SENTENCE_LICENCE if kind in SENTENCES else Category.ORDERS_CONDITIONS


class Until(models.TextChoices):
    """How an order ends. An end that nobody knows is not the same as none."""

    DAY = "DAY", "On a day"
    FURTHER_NOTICE = "FURTHER_NOTICE", "Until further notice"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Outcome(models.TextChoices):
    """What came of a breach."""

    WAITING = "WAITING", "Not decided yet"
    ADMITTED = "ADMITTED", "Admitted"
    PROVED = "PROVED", "Proved"
    NOT_PROVED = "NOT_PROVED", "Not proved"
    NO_ACTION = "NO_ACTION", "No action taken"


SURE = frozenset({Outcome.ADMITTED, Outcome.PROVED})
"""Outcomes by which a breach is a fact; before them it is what somebody reported."""


class Order(Record):
    """An order or licence as it was made or last varied. Every row of one order has its `order`; the newest counts."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "role", "category", "starts_on", "ends_on", "recorded_at", "replaced_at",
    }  # fmt: skip

    case = models.ForeignKey(Case, models.CASCADE, related_name="orders")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.OFFENDER, editable=False)
    category = models.CharField(max_length=32, choices=Category.choices)
    order = models.UUIDField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    entry = SealedJSONField(label="casework.order.entry", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(role=Role.OFFENDER), name="order_role"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="order_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["order"], condition=Q(replaced_at=None), name="order_counts_once"),
        )

    def __str__(self) -> str:
        return f"Order {self.pk}"


class Breach(Record):
    """One breach of an order, as it was recorded or last followed up; the newest row of its `breach` counts."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "happened_on", "recorded_at", "replaced_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="breaches")
    category = models.CharField(max_length=32, choices=Category.choices)
    order = models.UUIDField()
    breach = models.UUIDField()
    happened_on = models.DateField()
    evidence = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    entry = SealedJSONField(label="casework.breach.entry", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["breach"], condition=Q(replaced_at=None), name="breach_counts_once"),
        )

    def __str__(self) -> str:
        return f"Breach {self.pk}"
