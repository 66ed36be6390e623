"""Referrals between agencies, the moves by which they got where they are, and the case that came of one."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, Team, User
from audit.ledger.events import Subject
from casework.cases.models import Case, Role
from casework.people.models import Person
from casework.records import Record
from multiagency.referrals.moves import MOVES, Move, Need, Reason, Side, State
from vault.fields import SealedJSONField, SealedTextField

OWN: str = "REFERRAL"
"""Compartment of what the sender typed. It is granted to nobody: what was decided to go, goes as sealed copies."""

BETWEEN: str = "REFERRAL_WORDS"
"""Compartment of the words of moves, which the other of the two agencies is granted."""


class Urgency(models.IntegerChoices):
    """How soon somebody must look; the most urgent has the highest number."""

    IMMEDIATE = 3, "Immediate: somebody may be harmed today"
    URGENT = 2, "Urgent"
    ROUTINE = 1, "Routine"


class Referral(Record):
    """A referral of one agency about the person of its case. The agency that it goes to sees the row once it is sent.

    `role` is that of the case. State, version and team are written by the moves alone, in the database; what was sent
    never changes. `body` is a keyed hash of what was sent: the same id with another body is another referral, and is
    refused.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "kind", "role", "urgency", "panel", "state", "version", "submitted_at", "restricted",
        "source_closed_on",
    }  # fmt: skip
    INDEXES: ClassVar[set[str]] = {"body"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    role = models.CharField(max_length=8, choices=Role.choices, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    addressee = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    panel = models.CharField(max_length=40, blank=True)
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices, default=Urgency.ROUTINE)
    restricted = models.BooleanField(default=False)
    form = SealedJSONField(label="multiagency.referral.form", category=OWN)
    body = models.BinaryField(max_length=32, null=True)
    disclosure_id = models.UUIDField(null=True)
    instead_of = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=24, choices=State.choices, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    source_closed_on = models.DateField(null=True)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="referral_state"),
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="referral_urgency"),
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="referral_to_another"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, version=0, submitted_at=None)
                | ~Q(state=State.DRAFT)
                & Q(
                    version__gt=0,
                    submitted_at__isnull=False,
                    agency__isnull=False,
                    body__isnull=False,
                    disclosure_id__isnull=False,
                ),
                name="referral_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(restricted=False) | Q(state=State.DRAFT) | Q(addressee__isnull=False),
                name="referral_restricted_to_somebody",
            ),
        )
        indexes = (
            models.Index(fields=["agency", "state", "-urgency", "submitted_at"], name="referral_in_tray"),
            models.Index(fields=["case", "-id"], name="referral_of_case"),
        )

    def __str__(self) -> str:
        return f"Referral {self.pk}"

    @property
    def subject(self) -> Subject:
        """The referral as the ledger names it."""
        return Subject("referral", self.pk, self.owner_id)

    def side_of(self, agency_id: object) -> Side:
        """On which side of it an agency is that sees it."""
        return Side.SENDER if agency_id == self.owner_id else Side.RECIPIENT


def _in_the_table() -> Q:
    rows = (
        Q(move=move, side=rule.by, from_state__in=sorted(rule.out_of), to_state=rule.into)
        for move, rule in MOVES.items()
    )
    return reduce(or_, rows)


def _said(need: Need, given: Q, absent: Q) -> models.CheckConstraint:
    """That a move says what the table asks of it, and nothing that it asks of others alone."""
    asked = Q(move__in=[move.value for move, rule in MOVES.items() if need in rule.needs])
    return models.CheckConstraint(condition=asked & given | ~asked & absent, name=f"referralmove_{need}")


class ReferralMove(Record):
    """One move, by one of the two agencies; nothing of it is ever changed. Storing it moves the referral.

    `team` is the one to which it was passed on, `agency` the one for which it was sent back.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("referral_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "number", "move", "side", "from_state", "to_state", "reason"}

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="moves")
    number = models.PositiveSmallIntegerField()
    move = models.CharField(max_length=8, choices=Move.choices)
    side = models.CharField(max_length=9, choices=Side.choices)
    from_state = models.CharField(max_length=24, choices=State.choices)
    to_state = models.CharField(max_length=24, choices=State.choices)
    reason = models.CharField(max_length=24, choices=Reason.choices, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    words = SealedTextField(label="multiagency.referralmove.words", category=BETWEEN, null=True)
    moved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["referral", "number"], name="referralmove_one_after_another"),
            models.CheckConstraint(condition=_in_the_table(), name="referralmove_in_the_table"),
            _said(Need.REASON, Q(reason__in=Reason.values), Q(reason="")),
            _said(Need.WORDS, Q(words__isnull=False), Q()),
            _said(Need.TEAM, Q(team__isnull=False), Q(team=None)),
            _said(Need.AGENCY, Q(agency__isnull=False), Q(agency=None)),
        )

    def __str__(self) -> str:
        return f"Move {self.pk}"


class Acceptance(Record):
    """The recipient's own case on which it works a referral that it accepted; the sender does not see it.

    It is of the role in which the person was referred: a victim's referral never becomes part of an offender's case.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role"}

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="acceptance")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices, editable=False)
    accepted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        pass

    def __str__(self) -> str:
        return f"Acceptance {self.pk}"
