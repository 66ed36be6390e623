"""Cases with their part for the role, who in an agency is granted them, and what another agency may see."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from accounts.models import Agency, User
from audit.ledger.events import Subject
from casework.categories import Category
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedTextField

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"  # no vowels, so no words; no 0, 1, I, L, O, so nothing is misread


def new_reference() -> str:
    """A reference that says nothing about the person, the role or the order of cases."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"RT-{letters[:4]}-{letters[4:]}"


class Role(models.TextChoices):
    """In which role the person is known in this case. Never both: another role is another case."""

    OFFENDER = "OFFENDER", "Offender"
    VICTIM = "VICTIM", "Victim"


class State(models.TextChoices):
    """Where a case is."""

    ACTIVE = "ACTIVE", "Active"
    DORMANT = "DORMANT", "Dormant"
    CLOSED = "CLOSED", "Closed"


class Priority(models.IntegerChoices):
    """How soon a case needs somebody; the most urgent has the highest number."""

    IMMEDIATE = 4, "Immediate"
    HIGH = 3, "High"
    MEDIUM = 2, "Medium"
    STANDARD = 1, "Standard"


class Case(Record):
    """One person in one role, worked by one agency."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "reference", "role", "state", "priority", "restricted", "opened_on", "closed_on", "next_due",
        "version",
    }  # fmt: skip

    person = models.ForeignKey(Person, models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=12, default=new_reference, editable=False)
    role = models.CharField(max_length=8, choices=Role.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    priority = models.PositiveSmallIntegerField(choices=Priority.choices, default=Priority.STANDARD)
    restricted = models.BooleanField(default=False)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    next_due = models.DateField(null=True, blank=True)
    lead = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    brought_in = models.ForeignKey("casework.CaseImport", models.PROTECT, null=True, editable=False, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["partnership", "reference"], name="case_reference"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="case_role"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="case_priority"),
            models.CheckConstraint(
                condition=Q(state__in=["ACTIVE", "DORMANT"], closed_on=None)
                | Q(state="CLOSED", closed_on__isnull=False),
                name="case_closed_pair",
            ),
        )
        indexes = (models.Index(fields=["partnership", "-priority", "-id"], name="case_front_list"),)

    def __str__(self) -> str:
        return self.reference

    @property
    def subject(self) -> Subject:
        """The case as the ledger names it."""
        return Subject("case", self.pk, self.owner_id)

    @property
    def purpose(self) -> str:
        """The purpose for which people work this case, when none other is given."""
        return "VICTIM_SUPPORT" if self.role == Role.VICTIM else "OFFENDER_MANAGEMENT"


class OffenderCase(Record):
    """What is particular to managing somebody who offends."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role"}

    case = models.OneToOneField(Case, models.CASCADE, related_name="offender")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.OFFENDER, editable=False)
    reason = SealedTextField(label="casework.offendercase.reason", category=Category.OFFENDING_HISTORY)
    warning = SealedTextField(label="casework.offendercase.warning", category=Category.WEAPONS_WARNING)

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(role=Role.OFFENDER), name="offendercase_role"),)

    def __str__(self) -> str:
        return f"Offender part {self.pk}"


class VictimCase(Record):
    """What is particular to supporting somebody who was harmed."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role"}

    case = models.OneToOneField(Case, models.CASCADE, related_name="victim")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.VICTIM, editable=False)
    reason = SealedTextField(label="casework.victimcase.reason", category=Category.VULNERABILITY_ASSESSMENT)
    warning = SealedTextField(label="casework.victimcase.warning", category=Category.SAFEGUARDING_CONCERN)

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(role=Role.VICTIM), name="victimcase_role"),)

    def __str__(self) -> str:
        return f"Victim part {self.pk}"


class CaseUserPermission(UserObjectPermissionBase):
    """A case granted to one person by name."""

    CLEAR: ClassVar[set[str]] = set()

    content_object = models.ForeignKey(Case, models.CASCADE, related_name="user_grants")

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False


class CaseTeamPermission(GroupObjectPermissionBase):
    """A case granted to a team."""

    CLEAR: ClassVar[set[str]] = set()

    content_object = models.ForeignKey(Case, models.CASCADE, related_name="team_grants")

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


class Stopped(models.TextChoices):
    """Why an agency sees no more of what was shared with it; the words are for both sides, and tell nothing of why."""

    CONSENT = "CONSENT", "The person's consent no longer covers it"
    AGREEMENT = "AGREEMENT", "The agreement between the agencies is not in force"
    RESTRICTION = "RESTRICTION", "Use of this record is restricted"
    OBJECTION = "OBJECTION", "The person objects, and that is being looked at"
    DECISION = "DECISION", "A fact changed, and the sharing decision no longer allows it"
    ENDED = "ENDED", "The agency that holds it ended the sharing"


class EndsWith(models.TextChoices):
    """What ends a share when its time has come; the words go after "when"."""

    CHOSEN = "CHOSEN", "the day comes that was chosen when it was shared"
    AGREEMENT = "AGREEMENT", "the agreement between the agencies ends"
    CONSENT = "CONSENT", "their consent has to be asked for again"
    OVERRIDE = "OVERRIDE", "the override ends"


class CaseShare(Record):
    """The truth about which other agency may see which category of a case, and until when.

    What is seen rests on a sharing decision. What was stopped says why, shows nothing, and goes on by a new decision
    alone.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "category", "ends_at", "suspended_at", "stopped_for", "ends_with"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="shares")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    category = models.CharField(max_length=32, choices=Category.choices)
    decision_id = models.UUIDField(null=True, blank=True, help_text="The sharing decision on which this share rests.")
    consent = models.ForeignKey("casework.Consent", models.PROTECT, null=True, editable=False, related_name="shares")
    terms_id = models.UUIDField(null=True, editable=False, help_text="The version of an agreement on which it rests.")
    ends_at = models.DateTimeField()
    ends_with = models.CharField(max_length=9, choices=EndsWith.choices, default=EndsWith.CHOSEN)
    suspended_at = models.DateTimeField(null=True, blank=True)
    stopped_for = models.CharField(max_length=11, choices=Stopped.choices, blank=True)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["case", "agency", "category"], name="caseshare_once"),
            models.CheckConstraint(
                condition=Q(suspended_at=None, stopped_for="")
                | Q(suspended_at__isnull=False, stopped_for__in=Stopped.values),
                name="caseshare_stopped_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(suspended_at__isnull=False) | Q(decision_id__isnull=False),
                name="caseshare_seen_by_decision",
            ),
            models.CheckConstraint(condition=Q(ends_with__in=EndsWith.values), name="caseshare_ends_with"),
            models.CheckConstraint(condition=~Q(agency=models.F("owner")), name="caseshare_other_agency"),
        )
        indexes = (
            models.Index(fields=["person", "agency", "category"], name="caseshare_person"),
            models.Index(fields=["terms_id"], name="caseshare_on_terms", condition=Q(suspended_at=None)),
        )

    def __str__(self) -> str:
        return f"Share {self.pk}"


class CaseAccess(models.Model):
    """Whom a case reaches: one row for each agency, team and person to whom gates 1 and 2 are open, until a time.

    Triggers keep it from cases, shares and grants (migration 0004); the view `access_truth` says what it holds. The
    application only reads it. Columns of the case are copied, so that a list is read from one index.
    """

    CLEAR: ClassVar[set[str]] = {"role", "state", "closed", "priority", "until"}

    pk = models.CompositePrimaryKey("case_id", "principal")
    case_id = models.UUIDField()
    principal = models.UUIDField()
    agency_id = models.UUIDField()
    partnership_id = models.UUIDField()
    person_id = models.UUIDField()
    role = models.CharField(max_length=8, choices=Role.choices)
    state = models.CharField(max_length=8, choices=State.choices)
    closed = models.BooleanField()
    priority = models.PositiveSmallIntegerField(choices=Priority.choices)
    until = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(
                fields=["principal", "partnership_id", "closed", "-priority", "-case_id"], name="caseaccess_front",
                include=["until", "agency_id", "person_id", "role", "state"],
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"Access to {self.case_id}"
