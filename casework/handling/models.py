"""What restricts or marks the handling of a case, or of one item of it: placed, decided once, lifted, never edited."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from casework.cases.models import Case
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.records import Record
from vault.fields import SealedJSONField, SealedTextField


class Kind(models.TextChoices):
    """What is placed (governance, section 7). Codes of markers are those of the sharing decision."""

    RESTRICTED_PROCESSING = "RESTRICTED_PROCESSING", "Processing restricted"
    OBJECTION = "OBJECTION", "Objection"
    DISPUTED = "DISPUTED", "Disputed by the person"
    STATUTORY_BAR = "STATUTORY_BAR", "Barred by law"
    COURT_ORDER_BAR = "COURT_ORDER_BAR", "Barred by a court order"
    LPP = "LPP", "Legally privileged"
    OFFICIAL_SENSITIVE = "OFFICIAL_SENSITIVE", "OFFICIAL-SENSITIVE"
    DO_NOT_INFORM = "DO_NOT_INFORM", "Do not tell the person"
    HANDLING_C = "HANDLING_C", "Only as the originator approves"
    OPT_OUT_NDO = "OPT_OUT_NDO", "National data opt-out"
    PR_HOLDER_ALLEGED_PERPETRATOR = "PR_HOLDER_ALLEGED_PERPETRATOR", "Do not ask the parent"


class Ground(models.TextChoices):
    """For what data may still be used while its processing is restricted (UK GDPR Art 18(2); DPA 2018 s.47)."""

    CONSENT = "CONSENT", "with the person's consent"
    LEGAL_CLAIMS = "LEGAL_CLAIMS", "for legal claims"
    RIGHTS_OF_ANOTHER = "RIGHTS_OF_ANOTHER", "to protect the rights of another person"
    PUBLIC_INTEREST = "PUBLIC_INTEREST", "for important public interest"


OF_ITEMS_ALONE = (Kind.DISPUTED, Kind.HANDLING_C)
MANY_AT_ONCE = (Kind.STATUTORY_BAR, Kind.COURT_ORDER_BAR)
"""Kinds of which several hold at once, each with its own citation."""
_IN_FORCE = Q(lifted_at=None)


class HandlingMark(Record):
    """One restriction, objection, dispute or marker, on a whole case or one item of it.

    An objection waits for the data protection officer, who upholds it or not; one that is not upheld is lifted with
    the decision. Its words are sealed under the category of the item, so that whoever is shared the item reads them.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "kind", "category", "item_kind", "since", "until", "review_on", "upheld", "decided_at",
        "lifted_at",
    }  # fmt: skip
    SAME: ClassVar[set[str]] = {"kind", "category", "item_kind", "item_id", "since", "until", "review_on"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="handling", db_index=False)
    kind = models.CharField(max_length=32, choices=Kind.choices)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.PROFESSIONAL_CONTACT)
    item_kind = models.CharField(max_length=16, blank=True, help_text="What kind of item; empty for the whole case.")
    item_id = models.UUIDField(null=True)
    since = models.DateField()
    until = models.DateField(null=True, help_text="The last day on which it holds.")
    review_on = models.DateField(null=True)
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedJSONField(label="casework.handlingmark.words", category_from="category")
    upheld = models.BooleanField(null=True, help_text="Whether an objection was upheld; null while it waits.")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decision = SealedTextField(label="casework.handlingmark.decision", category_from="category", null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    lifting = SealedTextField(label="casework.handlingmark.lifting", category_from="category", null=True)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="handlingmark_kind"),
            models.CheckConstraint(
                condition=Q(item_kind="", item_id=None) | (~Q(item_kind="") & Q(item_id__isnull=False)),
                name="handlingmark_item",
            ),
            models.CheckConstraint(
                condition=~Q(category__in=sorted(FOR_NAMED_PEOPLE)), name="handlingmark_not_for_named_people"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=OF_ITEMS_ALONE) | Q(item_id__isnull=False), name="handlingmark_of_an_item"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.DO_NOT_INFORM) | Q(until__isnull=False), name="handlingmark_until"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.OFFICIAL_SENSITIVE) | Q(review_on__isnull=False), name="handlingmark_review"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="handlingmark_ends_later"),
            models.CheckConstraint(
                condition=Q(upheld=None, decided_at=None, decided_by=None, decision__isnull=True)
                | Q(
                    kind=Kind.OBJECTION, upheld__isnull=False, decided_at__isnull=False, decided_by__isnull=False,
                    decision__isnull=False,
                ),
                name="handlingmark_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifting__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lifting__isnull=False),
                name="handlingmark_lifted_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(upheld=False) | Q(lifted_at__isnull=False), name="handlingmark_not_upheld_is_lifted"
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "item_id"], condition=_IN_FORCE & ~Q(kind__in=MANY_AT_ONCE),
                nulls_distinct=False, name="handlingmark_once",
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=["case", "kind"], name="handlingmark_in_force", condition=_IN_FORCE),)

    def __str__(self) -> str:
        return f"Handling mark {self.pk}"
