"""Contact points and addresses: on the case, never on the person, so that no other case of theirs shows them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField


class Channel(models.TextChoices):
    """A way to reach somebody. Post has a rule here and its place among the addresses."""

    MOBILE = "MOBILE", "Mobile"
    LANDLINE = "LANDLINE", "Landline"
    EMAIL = "EMAIL", "E-mail"
    POST = "POST", "Post"
    THIRD_PARTY = "THIRD_PARTY", "Through somebody else"
    IN_PERSON_ONLY = "IN_PERSON_ONLY", "In person"


class Safe(models.TextChoices):
    """Whether a channel is safe to use; unknown counts as unsafe (practice, P13)."""

    SAFE = "SAFE", "Safe"
    UNSAFE = "UNSAFE", "Not safe"
    UNKNOWN = "UNKNOWN", "Not known"


class Said(models.TextChoices):
    """What somebody said to a question; not known counts as no wherever it could hurt."""

    YES = "YES", "Yes"
    NO = "NO", "No"
    NOT_KNOWN = "NOT_KNOWN", "Not known"


class Place(models.TextChoices):
    """What an address is. A refuge is never put on a map."""

    HOME = "HOME", "Home"
    SAFE_ADDRESS = "SAFE_ADDRESS", "Safe address"
    REFUGE = "REFUGE", "Refuge"
    APPROVED_PREMISES = "APPROVED_PREMISES", "Approved premises"
    HOSTEL = "HOSTEL", "Hostel"
    NFA = "NFA", "No fixed abode"
    CUSTODY = "CUSTODY", "Custody"
    BUSINESS = "BUSINESS", "Business"
    EXCLUDED_AREA = "EXCLUDED_AREA", "Area they must stay out of"


BY_SOMEBODY = (
    models.CheckConstraint(
        condition=Q(confirmed_on=None, confirmed_by=None) | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
        name="%(class)s_confirmed_by_somebody",
    ),
    models.CheckConstraint(
        condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
        name="%(class)s_ended_by_somebody",
    ),
)


class Whereabouts(Record):
    """How or where to reach the person of a case; replaced or ended, never rewritten.

    On a victim case it is of a protected part; on an offender case of the ordinary category, shared as such.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "category", "written_at", "confirmed_on", "ended_at"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices)
    category = models.CharField(max_length=32, choices=Category.choices)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_on = models.DateField(null=True, help_text="The day on which the person last said that it is right.")
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="From then on it is suppressed.")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(Record.Meta):
        abstract = True


class ContactPoint(Whereabouts):
    """One number, address or way, with the rule for using it: safe, voicemail, text, times, code word."""

    CLEAR: ClassVar[set[str]] = Whereabouts.CLEAR

    detail = SealedJSONField(label="casework.contactpoint.detail", category_from="category")

    class Meta(Whereabouts.Meta):
        abstract = False
        constraints = (
            *BY_SOMEBODY,
            models.CheckConstraint(
                condition=Q(role=Role.VICTIM, category=Category.SAFE_CONTACT)
                | Q(role=Role.OFFENDER, category=Category.CONTACT),
                name="contactpoint_category",
            ),
        )

    def __str__(self) -> str:
        return f"Contact point {self.pk}"


class Address(Whereabouts):
    """Somewhere the person lives, stays or must stay out of.

    On a victim case no letter goes out until somebody other than its writer has checked it (practice, P14).
    """

    CLEAR: ClassVar[set[str]] = Whereabouts.CLEAR | {"checked_at"}

    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    detail = SealedJSONField(label="casework.address.detail", category_from="category")

    class Meta(Whereabouts.Meta):
        abstract = False
        constraints = (
            *BY_SOMEBODY,
            models.CheckConstraint(
                condition=Q(role=Role.VICTIM, category=Category.VICTIM_LOCATION)
                | Q(role=Role.OFFENDER, category=Category.ADDRESS),
                name="address_category",
            ),
            models.CheckConstraint(
                condition=Q(checked_at=None, checked_by=None)
                | (Q(checked_at__isnull=False, checked_by__isnull=False) & ~Q(checked_by=models.F("written_by"))),
                name="address_checked_by_a_second_person",
            ),
        )

    def __str__(self) -> str:
        return f"Address {self.pk}"


class PhoneCode(Record):
    """A keyed code of a telephone number on an offender case, so that a victim's record can warn of a shared phone.

    There is none of a victim's number: nothing in the database ties the two together.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "category"}
    INDEXES: ClassVar[set[str]] = {"token"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.OFFENDER, editable=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.CONTACT, editable=False)
    point = models.ForeignKey(ContactPoint, models.CASCADE, related_name="codes")
    token = models.BinaryField(max_length=32)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(role=Role.OFFENDER, category=Category.CONTACT), name="phonecode_of_offenders"
            ),
            models.UniqueConstraint(fields=["point", "token"], name="phonecode_once"),
        )
        indexes = (models.Index(fields=["token", "case"], name="phonecode_token"),)

    def __str__(self) -> str:
        return f"Phone code {self.pk}"
