"""An incident on a victim's case, who did it as far as somebody is linked, and when a pair was referred to a panel."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from casework.cases.models import Case, Role
from casework.categories import Category
from casework.chronology.once import Said
from casework.records import Record
from casework.safe_contact.models import HarmedBy
from vault.fields import SealedJSONField


class Kind(models.TextChoices):
    """What was done."""

    PHYSICAL = "PHYSICAL", "Violence"
    SEXUAL = "SEXUAL", "Sexual violence"
    COERCION = "COERCION", "Control or coercion"
    STALKING = "STALKING", "Stalking or following"
    THREAT = "THREAT", "Threats"
    CONTACT = "CONTACT", "Contact that is not wanted, or through others"
    ORDER_BREACH = "ORDER_BREACH", "A breach of bail or of an order"
    THEFT = "THEFT", "Theft"
    DAMAGE = "DAMAGE", "Damage"
    NOISE = "NOISE", "Noise or nuisance"
    ABUSE = "ABUSE", "Abuse in words or hate"
    OTHER = "OTHER", "Something else"


ANTISOCIAL = frozenset({Kind.NOISE, Kind.DAMAGE, Kind.ABUSE, Kind.THEFT})
"""Kinds that are kept as anti-social behaviour where it is known that nobody close to the victim did it."""


class ReportedTo(models.TextChoices):
    """Who was told; nobody, and that it is not known, are answers of their own."""

    POLICE = "POLICE", "Police"
    COUNCIL = "COUNCIL", "Council"
    LANDLORD = "LANDLORD", "Landlord"
    OTHER = "OTHER", "Somebody else"
    NOBODY = "NOBODY", "Nobody"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


CATEGORIES = (Category.DA_INCIDENT, Category.ASB_INCIDENT)


class Incident(Said):
    """One incident; between its two days where the day is not known exactly. A later row supersedes it."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "category", "happened_from", "happened_until"}
    SAME: ClassVar[set[str]] = {"category", "happened_from", "happened_until", "supersedes_id"}

    role = models.CharField(max_length=8, choices=Role.choices, default=Role.VICTIM, editable=False)
    category = models.CharField(max_length=32, choices=Category.choices)
    happened_from = models.DateField()
    happened_until = models.DateField()
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    words = SealedJSONField(label="casework.incident.words", category_from="category")

    class Meta(Said.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(role=Role.VICTIM), name="incident_role"),
            models.CheckConstraint(condition=Q(category__in=CATEGORIES), name="incident_category"),
            models.CheckConstraint(condition=Q(happened_until__gte=F("happened_from")), name="incident_days"),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="incident_not_itself"),
        )
        indexes = (models.Index(fields=["case", "-happened_until", "-id"], name="incident_in_order"),)


class IncidentBy(Record):
    """That somebody linked as harming the victim did it."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="by")
    harmed_by = models.ForeignKey(HarmedBy, models.PROTECT, related_name="incidents")

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["incident", "harmed_by"], name="incidentby_once"),)

    def __str__(self) -> str:
        return f"Incident by {self.pk}"


class PairReferral(Said):
    """That a victim was referred to a panel because of somebody who harms them; the repeat clock starts here."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "referred_on"}
    SAME: ClassVar[set[str]] = {"referred_on", "harmed_by_id"}

    role = models.CharField(max_length=8, choices=Role.choices, default=Role.VICTIM, editable=False)
    harmed_by = models.ForeignKey(HarmedBy, models.PROTECT, related_name="referrals")
    referred_on = models.DateField()
    words = SealedJSONField(label="casework.pairreferral.words", category=Category.DA_INCIDENT)

    class Meta(Said.Meta):
        constraints = (models.CheckConstraint(condition=Q(role=Role.VICTIM), name="pairreferral_role"),)
