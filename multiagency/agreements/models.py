"""Agreements, their versions, parties and clauses; who may sign for an agency, who signed, and what stopped sharing.

Nothing here is about anybody in a case, so every agency of the partnership reads it; each agency writes what is its
own: the owner a version and what hangs on it, a party its signature, suspension and withdrawal. A version and what
hangs on it never change once somebody has signed it: the database refuses.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.agencies.models import AgencyType
from accounts.models import Agency, Partnership, User
from casework.bases.models import Basis
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from vault.ids import uuid7


class PartyRole(models.TextChoices):
    """What a party is to the data."""

    SEPARATE = "SEPARATE", "Separate controller"
    JOINT = "JOINT", "Joint controller"
    PROCESSOR = "PROCESSOR", "Processor"


class Effect(models.TextChoices):
    """Whether a clause lets something be sent or forbids it."""

    ALLOW = "ALLOW", "May be sent"
    DENY = "DENY", "Must not be sent"


class Dpia(models.TextChoices):
    """Whether a data protection impact assessment was made."""

    DONE = "DONE", "It was made"
    NOT_REQUIRED = "NOT_REQUIRED", "It is not required"


class DpiaOutcome(models.TextChoices):
    """What a data protection impact assessment came to."""

    LOW = "LOW", "The risks are low"
    REDUCED = "REDUCED", "High risks were reduced"
    CONSULTED = "CONSULTED", "High risks remain; the Information Commissioner was consulted"


BASES = (*Basis.choices, ("LAW_ENFORCEMENT", "Task of law enforcement (2018 Act, section 35)"))
"""Bases on which a party shares: those of UK GDPR, and that of Part 3 for competent authorities."""


class Kept(models.Model):
    """A row of the partnership's, written by one agency."""

    CLEAR: ClassVar[set[str]] = {"made_at"}

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class Agreement(Kept):
    """What agencies agreed on one subject, in all its versions; `lead`, at the owner, answers for it."""

    CLEAR: ClassVar[set[str]] = {"made_at", "reference", "title"}

    reference = models.CharField(max_length=16)
    title = models.CharField(max_length=120)
    lead = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["partnership", "reference"], name="agreement_reference"),)

    def __str__(self) -> str:
        return self.reference


class AgreementVersion(Kept):
    """What an agreement says. `edition` counts the edits of a draft, so that nobody signs what they have not read.

    It is in force from the start of `starts_on` to the start of `ends_on`, as far as `states` says. `offered_at` is
    when its owner put it forward for signing.
    """

    CLEAR: ClassVar[set[str]] = {
        "made_at", "number", "sections", "starts_on", "review_on", "ends_on", "dpia", "dpia_reference", "dpia_on",
        "dpia_outcome", "edition", "offered_at",
    }  # fmt: skip

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField(default=dict)
    starts_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    dpia = models.CharField(max_length=12, choices=Dpia, blank=True)
    dpia_reference = models.CharField(max_length=40, blank=True)
    dpia_on = models.DateField(null=True)
    dpia_outcome = models.CharField(max_length=12, choices=DpiaOutcome, blank=True)
    edition = models.PositiveIntegerField(default=1)
    offered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agreement", "number"], name="agreementversion_number"),
            models.UniqueConstraint(fields=["id", "partnership"], name="agreementversion_of_partnership"),
            models.UniqueConstraint(fields=["id", "owner", "partnership"], name="agreementversion_of_owner"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="agreementversion_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(offered_at=None)
                | Q(starts_on__isnull=False, review_on__isnull=False, ends_on__isnull=False, dpia=Dpia.NOT_REQUIRED)
                | Q(
                    starts_on__isnull=False, review_on__isnull=False, ends_on__isnull=False, dpia=Dpia.DONE,
                    dpia_on__isnull=False, dpia_outcome__in=DpiaOutcome.values,
                ),
                name="agreementversion_offered_with_dates_and_dpia",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Version {self.number} of agreement {self.agreement_id}"


class Party(Kept):
    """An agency that a version binds, in what role, and on which lawful basis it shares."""

    CLEAR: ClassVar[set[str]] = {"made_at", "role", "basis"}

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=PartyRole)
    basis = models.CharField(max_length=24, choices=BASES, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "agency"], name="party_once"),)

    def __str__(self) -> str:
        return f"{self.agency_id} in version {self.version_id}"


class Clause(Kept):
    """What agencies of one type may or must not send those of another for one purpose; no two speak of the same.

    A clause binds the parties of those types. Whatever no clause allows is not covered.
    """

    CLEAR: ClassVar[set[str]] = {
        "made_at", "number", "from_type", "to_type", "purpose", "category", "effect", "gateways", "condition",
    }  # fmt: skip

    version = models.ForeignKey(AgreementVersion, models.CASCADE, related_name="clauses")
    number = models.PositiveSmallIntegerField()
    from_type = models.CharField(max_length=24, choices=AgencyType)
    to_type = models.CharField(max_length=24, choices=AgencyType)
    purpose = models.CharField(max_length=32, choices=Purpose)
    category = models.CharField(max_length=32, choices=Category)
    effect = models.CharField(max_length=8, choices=Effect)
    gateways = ArrayField(models.CharField(max_length=32, choices=Gateway), default=list, blank=True)
    condition = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "number"], name="clause_number"),
            models.UniqueConstraint(
                fields=["version", "from_type", "to_type", "purpose", "category"], name="clause_contradicts_none"
            ),
            models.CheckConstraint(condition=Q(effect__in=Effect.values), name="clause_effect"),
        )

    def __str__(self) -> str:
        return f"Clause {self.number} of version {self.version_id}"

    @property
    def powers(self) -> list[str]:
        """The legal powers that it cites, in words."""
        return [str(Gateway(code).label) for code in self.gateways]


class Signatory(Kept):
    """That somebody may sign for their agency, from a day to a last day, unless that is ended before.

    Nobody is `named_by` where the product brought it in.
    """

    CLEAR: ClassVar[set[str]] = {"made_at", "from_on", "until_on", "ended_at"}
    STAFF: ClassVar[frozenset[str]] = frozenset({"post"})

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    post = models.CharField(max_length=120)
    from_on = models.DateField()
    until_on = models.DateField()
    named_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="signatory_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(named_by=F("user")), name="signatory_named_by_another"),
            models.UniqueConstraint(fields=["id", "owner", "user"], name="signatory_of_agency"),
        )

    def __str__(self) -> str:
        return f"Signatory {self.pk}"


class Signature(Kept):
    """That an agency signed an edition of a version, by whom, and by what authority. It is never undone."""

    CLEAR: ClassVar[set[str]] = {"made_at", "edition"}

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    authority = models.ForeignKey(Signatory, models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "owner"], name="signature_once"),)

    def __str__(self) -> str:
        return f"Signature {self.pk}"


class Suspension(Kept):
    """That a party stopped sending under an agreement, and when it began again. It is lifted by the same party."""

    CLEAR: ClassVar[set[str]] = {"made_at", "words", "lifted_at"}

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="suspensions")
    words = models.CharField(max_length=240)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "owner"], condition=Q(lifted_at=None), name="suspension_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="suspension_lifted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"Suspension {self.pk}"


class Withdrawal(Kept):
    """That a party left a version. Where the owner does, the version ends for all; it is never undone."""

    CLEAR: ClassVar[set[str]] = {"made_at", "words"}

    version = models.ForeignKey(AgreementVersion, models.PROTECT, related_name="withdrawals")
    words = models.CharField(max_length=240)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "owner"], name="withdrawal_once"),)

    def __str__(self) -> str:
        return f"Withdrawal {self.pk}"
