"""A way in to one disclosure for somebody without an account, and what was done with it; neither is ever changed."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, User
from casework.records import Record
from multiagency.sharing.models import Disclosure
from vault.fields import SealedJSONField

MOST_TRIES: Final = 5
WHO: Final = "PACKAGE_OPENER"
"""The compartment of who said that they opened it, which is the sender's alone."""


class Use(models.TextChoices):
    """What was done with a way in. The last two end it."""

    MISSED = "MISSED", "A wrong code was tried"
    OPENED = "OPENED", "Opened"
    REVOKED = "REVOKED", "Taken back"


ENDS: Final = (Use.OPENED.value, Use.REVOKED.value)


class Package(Record):
    """One link with its code. `link` is the hash of what stands in the address, `code` a slow hash with a salt.

    `opener` is not named here: whoever opens it says who they are, and that is sealed.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "code", "expires_at"}
    INDEXES: ClassVar[set[str]] = {"link"}

    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="packages")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    link = models.BinaryField(max_length=32, unique=True)
    code = models.CharField(max_length=128)
    expires_at = models.DateTimeField()

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="package_to_another_agency"),
            models.UniqueConstraint(fields=["id", "owner", "partnership"], name="package_of_owner"),
        )

    def __str__(self) -> str:
        return f"Package {self.pk}"


class PackageUse(Record):
    """One thing done with a package. `said` is who they say they are, where it was opened."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("package_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "number", "use"}

    package = models.ForeignKey(Package, models.PROTECT, related_name="uses")
    number = models.PositiveSmallIntegerField()
    use = models.CharField(max_length=8, choices=Use.choices)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    said = SealedJSONField(label="multiagency.packageuse.said", category=WHO, null=True)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["package", "number"], name="packageuse_one_after_another"),
            models.UniqueConstraint(fields=["package"], condition=Q(use__in=ENDS), name="packageuse_ends_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=MOST_TRIES + 1), name="packageuse_tries"),
            models.CheckConstraint(
                condition=Q(use=Use.MISSED, said__isnull=True, revoked_by=None)
                | Q(use=Use.OPENED, said__isnull=False, revoked_by=None)
                | Q(use=Use.REVOKED, said__isnull=True, revoked_by__isnull=False),
                name="packageuse_says_who",
            ),
        )

    def __str__(self) -> str:
        return f"Use {self.pk}"
