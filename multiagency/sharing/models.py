"""What was decided about sharing, what was sent by it, and approvals: none of it is ever changed."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, Team, User
from casework.cases.models import Case
from casework.categories import Category
from casework.purposes import Purpose
from casework.records import Record
from multiagency.sharing.decide import ALLOWED, Outcome
from vault.fields import SealedJSONField

COPY: Final = "DISCLOSED"
"""The compartment of a disclosure that its recipient is given the key to."""
REASONS: Final = "REASONS"
"""The compartment of what the discloser keeps: why, and whether the person was told."""


class Channel(models.TextChoices):
    """How it went (governance LOG-03)."""

    PORTAL = "PORTAL", "On this system"
    REFERRAL = "REFERRAL", "With a referral"
    MEETING = "MEETING", "At a meeting"
    EMAIL = "EMAIL", "By e-mail"
    PHONE = "PHONE", "By telephone"
    VERBAL = "VERBAL", "In person"
    PACKAGE = "PACKAGE", "As a sealed package"


class Disclosure(Record):
    """What one agency sent to another of a case, at once: for what, by which power, how, and to whom there.

    The copies are sealed for the two of them alone. `cover` is what the recipient reads above them; `reasons` stay with
    the discloser.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "purpose", "gateway", "channel", "emergency", "review_due_on"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="disclosures")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    disclosed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=32, choices=Purpose.choices)
    gateway = models.CharField(max_length=32)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    emergency = models.BooleanField(default=False)
    review_due_on = models.DateField(null=True, help_text="By when an emergency is reviewed.")
    cover = SealedJSONField(label="multiagency.disclosure.cover", category=COPY)
    reasons = SealedJSONField(label="multiagency.disclosure.reasons", category=REASONS)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="disclosure_to_another_agency"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="disclosure_purpose"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="disclosure_channel"),
            models.CheckConstraint(
                condition=Q(emergency=False, review_due_on=None) | Q(emergency=True, review_due_on__isnull=False),
                name="disclosure_in_emergency_is_reviewed",
            ),
        )
        indexes = (models.Index(fields=["agency", "-id"], name="disclosure_received"),)

    def __str__(self) -> str:
        return f"Disclosure {self.pk}"


class SharingDecision(Record):
    """One answer to whether something may go to another agency, a refusal too, with the facts that it was given.

    The facts are ids and flags, never content; the words of an override are sealed. `item_id` is empty where a whole
    category was decided about. `disclosure` is empty where nothing was sent by it. `policy` is the version that it is
    replayed under (governance DIS-01, DIS-02).
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "item_kind", "category", "purpose", "gateway", "policy", "facts", "rules", "released", "outcome",
    }  # fmt: skip

    case = models.ForeignKey(Case, models.PROTECT, related_name="sharing_decisions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    item_kind = models.CharField(max_length=24, blank=True)
    item_id = models.UUIDField(null=True)
    category = models.CharField(max_length=32, choices=Category.choices)
    purpose = models.CharField(max_length=32, choices=Purpose.choices)
    gateway = models.CharField(max_length=32, blank=True)
    agreement_version_id = models.UUIDField(null=True)
    policy = models.CharField(max_length=16)
    facts = models.JSONField()
    rules = models.JSONField()
    released = models.JSONField()
    outcome = models.CharField(max_length=20)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="decisions")
    override = SealedJSONField(label="multiagency.sharingdecision.override", category=REASONS, null=True)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="sharingdecision_about_another_agency"),
            models.CheckConstraint(condition=Q(outcome__in=[o.value for o in Outcome]), name="sharingdecision_outcome"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="sharingdecision_category"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="sharingdecision_purpose"),
            models.CheckConstraint(
                condition=Q(item_kind="", item_id=None) | (~Q(item_kind="") & Q(item_id__isnull=False)),
                name="sharingdecision_of_an_item_or_a_category",
            ),
            models.CheckConstraint(
                condition=Q(disclosure=None) | Q(outcome__in=sorted(o.value for o in ALLOWED)),
                name="sharingdecision_sends_what_is_allowed",
            ),
        )
        indexes = (models.Index(fields=["case", "-id"], name="sharingdecision_of_case"),)

    def __str__(self) -> str:
        return f"Sharing decision {self.pk}"


class DisclosedItem(Record):
    """The sealed copy of one thing that was sent, as it stood then, with its quality block and conditions.

    `digest` is the SHA-256 of the copy, which holds a random salt, so that it proves the copy and tells nothing of it.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("disclosure_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "number", "item_kind", "category", "digest"}

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="items")
    decision = models.OneToOneField(SharingDecision, models.PROTECT, related_name="sent")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    item_kind = models.CharField(max_length=24)
    item_id = models.UUIDField()
    category = models.CharField(max_length=32, choices=Category.choices)
    digest = models.CharField(max_length=64)
    copy = SealedJSONField(label="multiagency.discloseditem.copy", category=COPY)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["disclosure", "number"], name="discloseditem_number"),
            models.CheckConstraint(condition=Q(category__in=Category.values), name="discloseditem_category"),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="discloseditem_digest"),
        )
        indexes = (models.Index(fields=["item_id"], name="discloseditem_item"),)

    def __str__(self) -> str:
        return f"Disclosed item {self.pk}"


class Approval(Record):
    """That whoever must decide let one thing, or a category of a case, go to an agency for a purpose, until a day.

    It belongs to the agency that approved: the owner or originator of the item, or the discloser's own. `for_agency` is
    the discloser. `recipient` is the one person whom it is for; empty where it is for the agency. Only R10, R58, R61,
    R62 and R66 are approved; the others end when their facts change.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "rule", "purpose", "ends_on"}

    rule = models.CharField(max_length=4)
    for_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    recipient = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    case_id = models.UUIDField(help_text="The discloser's case.")
    item_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=32, choices=Purpose.choices)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ends_on = models.DateField(help_text="The last day on which it holds.")
    reason = SealedJSONField(label="multiagency.approval.reason", category=REASONS)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(rule__in=("R10", "R58", "R61", "R62", "R66")), name="approval_of_what_can_be_approved"
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="approval_purpose"),
        )
        indexes = (models.Index(fields=["case_id", "to_agency", "purpose"], name="approval_for"),)

    def __str__(self) -> str:
        return f"Approval {self.pk}"
