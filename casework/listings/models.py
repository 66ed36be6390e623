"""A place on a cohort: each decision about it is a row, and the newest one counts while the place lasts."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField


class Programme(models.TextChoices):
    """What somebody is on a cohort of."""

    IOM = "IOM", "Integrated offender management"
    MAPPA = "MAPPA", "MAPPA, our own contribution"
    MATAC = "MATAC", "MATAC"
    GANGS_EXPLOITATION = "GANGS_EXPLOITATION", "Gangs and exploitation"
    ASB = "ASB", "Anti-social behaviour"
    HIGH_HARM = "HIGH_HARM", "High harm"


class Cohort(models.TextChoices):
    """Which part of integrated offender management (National IOM Operational Guidance)."""

    FIXED = "FIXED", "Fixed"
    FLEX = "FLEX", "Flex"
    FREE = "FREE", "Free"


class State(models.TextChoices):
    """Where a place is."""

    NOMINATED = "NOMINATED", "Nominated"
    ACTIVE = "ACTIVE", "Active"
    CUSTODY = "CUSTODY", "In custody"
    FINAL_THIRD = "FINAL_THIRD", "Final third of supervision"


MOVES = {
    State.NOMINATED: (State.NOMINATED, State.ACTIVE),
    State.ACTIVE: (State.ACTIVE, State.CUSTODY, State.FINAL_THIRD),
    State.CUSTODY: (State.CUSTODY, State.ACTIVE, State.FINAL_THIRD),
    State.FINAL_THIRD: (State.FINAL_THIRD, State.ACTIVE, State.CUSTODY),
}
"""From which state a review may go to which; nobody goes back to being nominated."""


class DaCheck(models.TextChoices):
    """Whether somebody looked for domestic abuse. Not looked is neither found nor free of it."""

    CONCERN = "CONCERN", "Checked: there is a concern"
    NONE_FOUND = "NONE_FOUND", "Checked: none found"
    NOT_CHECKED = "NOT_CHECKED", "Not checked yet"


class Ending(models.TextChoices):
    """Why a place ended. Nobody chooses that it expired."""

    DESISTED = "DESISTED", "Desisted from offending"
    LONG_CUSTODY = "LONG_CUSTODY", "Long custody"
    MOVED = "MOVED", "Moved away"
    DIED = "DIED", "Died"
    OTHER_ARRANGEMENT = "OTHER_ARRANGEMENT", "Managed under another arrangement"
    NOT_SUITABLE = "NOT_SUITABLE", "Not suitable"
    EXPIRED = "EXPIRED", "Expired: nobody renewed it"


DESELECTION = [(one.value, one.label) for one in Ending if one is not Ending.EXPIRED]
LONGEST = timedelta(days=366)
"""No rule may let a place last longer without a new decision; the database refuses it."""


class Listing(Record):
    """One decision about a place on a cohort: to list somebody, or what a review of it found.

    Every row of a place has its `place`. A place ends once and with all its rows; from the end of that transaction, and
    from the day after `expires_on`, the database shows them to no user at all (practice rule P17).
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "role", "category", "decided_on", "review_on", "expires_on", "rule", "replaced_at", "ended_at",
    }  # fmt: skip
    INDEXES: ClassVar[set[str]] = {"programme"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="listings")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.OFFENDER, editable=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.OFFENDING_HISTORY)
    place = models.UUIDField()
    programme = models.BinaryField(max_length=32)
    decided_on = models.DateField()
    review_on = models.DateField()
    expires_on = models.DateField()
    rule = models.PositiveSmallIntegerField(help_text="The version of the rule under which the place began.")
    reviewer = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    entry = SealedJSONField(label="casework.listing.entry", category_from="category")
    ending = SealedJSONField(label="casework.listing.ending", category_from="category", null=True)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(role=Role.OFFENDER), name="listing_role"),
            models.CheckConstraint(condition=Q(review_on__gte=F("decided_on")), name="listing_reviewed_later"),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("review_on"), expires_on__lte=F("decided_on") + LONGEST),
                name="listing_never_open_ended",
            ),
            models.UniqueConstraint(
                fields=["case", "programme"], condition=Q(replaced_at=None, ended_at=None), name="listing_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["partnership", "programme", "review_on", "id"], name="listing_cohort",
                condition=Q(replaced_at=None, ended_at=None),
            ),
            models.Index(fields=["place"], name="listing_place"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Listing {self.pk}"
