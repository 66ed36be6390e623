"""What was done with or for somebody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.records import Record
from vault.fields import SealedJSONField


class Mode(models.TextChoices):
    """How it was done."""

    VISIT = "VISIT", "Home visit"
    PHONE = "PHONE", "Phone call"
    TEXT = "TEXT", "Text message"
    EMAIL = "EMAIL", "E-mail"
    LETTER = "LETTER", "Letter"
    VIDEO = "VIDEO", "Video call"
    OFFICE = "OFFICE", "In the office"
    STREET = "STREET", "On the street"
    CUSTODY = "CUSTODY", "In custody"


class Result(models.TextChoices):
    """How it went. Leaving a message is an attempt, not a contact."""

    SPOKE = "SPOKE", "Spoke with them"
    NO_ANSWER = "NO_ANSWER", "No answer"
    LEFT_MESSAGE = "LEFT_MESSAGE", "Left or sent a message"
    CALL_BACK = "CALL_BACK", "Asked to call back"
    UNSAFE_TO_TALK = "UNSAFE_TO_TALK", "Not safe to talk"
    WRONG_NUMBER = "WRONG_NUMBER", "Wrong number or address"
    DID_NOT_ATTEND = "DID_NOT_ATTEND", "Did not attend"
    WORK_DONE = "WORK_DONE", "Work done for them"


class Reach(models.TextChoices):
    """Whether the person was reached. A message left is an attempt, not a contact (P15); unknown counts as neither."""

    CONTACT = "CONTACT", "Contact"
    CAME = "CAME", "They got in touch"
    ATTEMPT = "ATTEMPT", "Attempt"
    NONE = "NONE", "No contact meant"
    UNKNOWN = "UNKNOWN", "Not known"


CONTACTS = (Reach.CONTACT, Reach.CAME)
ATTEMPTS = (Reach.CONTACT, Reach.ATTEMPT)
"""What somebody here set out to do, reached or not."""


class Attendance(models.TextChoices):
    """Whether somebody came to what was agreed."""

    YES = "YES", "Came"
    LATE = "LATE", "Came late"
    NO = "NO", "Did not come"


class NoSession(models.TextChoices):
    """Why what was agreed did not happen."""

    PERSON_ACCEPTABLE = "PERSON_ACCEPTABLE", "Their reason, which is acceptable"
    PERSON_UNACCEPTABLE = "PERSON_UNACCEPTABLE", "Their reason, which is not acceptable"
    LOGISTICS = "LOGISTICS", "Ours: room, travel, staff or equipment"


class Appointment(models.TextChoices):
    """What became of an appointment; a reason that nobody recorded is neither acceptable nor unacceptable."""

    CAME = "CAME", "Came"
    LATE = "LATE", "Came late"
    EXCUSED = "EXCUSED", "Missed for an acceptable reason"
    UNEXCUSED = "UNEXCUSED", "Missed for no acceptable reason"
    MISSED = "MISSED", "Missed"
    OURS = "OURS", "Did not happen, on our side"
    NONE = "NONE", "No appointment"
    UNKNOWN = "UNKNOWN", "Not known"


KEPT = (Appointment.CAME, Appointment.LATE)
MISSED = (Appointment.EXCUSED, Appointment.UNEXCUSED, Appointment.MISSED)


class Kind(models.TextChoices):
    """What an entry of the timeline is; all but contacts came with cases from elsewhere."""

    CONTACT = "CONTACT", "Intervention"
    NOTE = "NOTE", "Note"
    ACTION = "ACTION", "Open action"
    DONE_ACTION = "DONE_ACTION", "Action done"


class Intervention(Record):
    """One contact, attempt or piece of work; added to the timeline and not rewritten, but superseded by another.

    `reach` and `appointment` are clear, so that attempts, contacts and missed appointments are counted without opening
    what was said.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at",
        "category",
        "occurred_at",
        "recorded_at",
        "next_on",
        "reach",
        "appointment",
    }

    case = models.ForeignKey(Case, models.CASCADE, related_name="interventions", db_index=False)
    category = models.CharField(max_length=32, choices=Category.choices, default=Category.INTERVENTION_RECORD)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    next_on = models.DateField(null=True, blank=True)
    reach = models.CharField(max_length=8, choices=Reach.choices, default=Reach.UNKNOWN)
    appointment = models.CharField(max_length=9, choices=Appointment.choices, default=Appointment.UNKNOWN)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, editable=False, related_name="superseded_by")
    logged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    brought_in = models.ForeignKey("casework.CaseImport", models.PROTECT, null=True, editable=False, related_name="+")
    entry = SealedJSONField(label="casework.intervention.entry", category_from="category")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(logged_by__isnull=False) | Q(brought_in__isnull=False), name="intervention_by_somebody"
            ),
            models.CheckConstraint(condition=Q(reach__in=Reach.values), name="intervention_reach"),
            models.CheckConstraint(condition=Q(appointment__in=Appointment.values), name="intervention_appointment"),
            models.CheckConstraint(condition=~Q(supersedes=models.F("id")), name="intervention_not_itself"),
        )
        indexes = (models.Index(fields=["case", "-occurred_at", "-id"], name="intervention_timeline"),)

    def __str__(self) -> str:
        return f"Intervention {self.pk}"


class SignOff(Record):
    """That a supervisor read an entry and agrees with it; it stays with that version of the entry."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    intervention = models.OneToOneField(Intervention, models.PROTECT, related_name="sign_off")
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Sign-off {self.pk}"


class Mention(Record):
    """That an entry names a colleague who has the case, so that they read it."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "seen_at"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="mentions")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        constraints = (models.UniqueConstraint(fields=["intervention", "user"], name="mention_once"),)
        indexes = (models.Index(fields=["user", "-id"], name="mention_newest"),)

    def __str__(self) -> str:
        return f"Mention {self.pk}"
