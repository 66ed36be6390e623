"""Transfer packs between areas, what became of each paper of the checklist, and the moves of a pack."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, User
from audit.ledger.events import Subject
from casework.cases.models import Case, Role
from casework.people.models import Person
from casework.records import Record
from multiagency.sharing.models import Disclosure
from multiagency.transfers.checklist import How, Why
from multiagency.transfers.moves import BY_THE_PRODUCT, MOVES, OPEN, Move, Need, Side, State
from vault.fields import SealedJSONField, SealedTextField

BETWEEN: str = "TRANSFER_WORDS"
"""Compartment of what the two agencies say to each other about a pack, which each grants to the other."""


class Term(models.TextChoices):
    """For how long somebody moves."""

    FOR_GOOD = "FOR_GOOD", "For good"
    FOR_A_TIME = "FOR_A_TIME", "For a time"


class TransferPack(Record):
    """What one agency hands over to another area's about the person of its case. The other sees the row as well.

    State and version are written by the moves alone, in the database; what was sent never changes. `body` is a keyed
    hash of what was sent: the same id with another body is another pack, and is refused. A case is handed over to one
    agency at a time.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "role", "term", "until", "state", "version"}
    INDEXES: ClassVar[set[str]] = {"body"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    addressee = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    disclosure = models.OneToOneField(Disclosure, models.PROTECT, related_name="+")
    term = models.CharField(max_length=10, choices=Term.choices)
    until = models.DateField(null=True, help_text="Until when they move, where it is for a time.")
    answers = SealedJSONField(label="multiagency.transferpack.answers", category=BETWEEN)
    body = models.BinaryField(max_length=32)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.SENT)
    version = models.PositiveSmallIntegerField(default=0)

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="transferpack_state"),
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="transferpack_to_another"),
            models.CheckConstraint(
                condition=Q(term=Term.FOR_GOOD, until=None) | Q(term=Term.FOR_A_TIME, until__isnull=False),
                name="transferpack_ends_where_it_is_for_a_time",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=sorted(OPEN)), name="transferpack_one_open"),
        )
        indexes = (models.Index(fields=["agency", "state", "-id"], name="transferpack_came"),)

    def __str__(self) -> str:
        return f"Transfer pack {self.pk}"

    @property
    def subject(self) -> Subject:
        """The pack as the ledger names it."""
        return Subject("transfer_pack", self.pk, self.owner_id)

    def side_of(self, agency_id: object) -> Side:
        """On which side of it an agency is that sees it."""
        return Side.SENDER if agency_id == self.owner_id else Side.RECIPIENT


class TransferPaper(Record):
    """What became of one paper of the checklist when the pack went; never changed, and read on both sides."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("pack_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "number", "paper", "how", "why"}

    pack = models.ForeignKey(TransferPack, models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    paper = models.CharField(max_length=20)
    how = models.CharField(max_length=8, choices=How.choices)
    why = models.CharField(max_length=20, choices=Why.choices, blank=True)

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["pack", "number"], name="transferpaper_in_order"),
            models.UniqueConstraint(fields=["pack", "paper"], name="transferpaper_once"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="transferpaper_how"),
            models.CheckConstraint(
                condition=Q(how=How.WITHHELD, why__in=Why.values) | ~Q(how=How.WITHHELD) & Q(why=""),
                name="transferpaper_kept_back_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Paper {self.pk}"


def _in_the_table() -> Q:
    rows = (
        Q(move=move, side__in=sorted(rule.by), from_state=state, to_state=rule.leads(state))
        for move, rule in MOVES.items()
        for state in sorted(rule.out_of)
    )
    return reduce(or_, rows)


def _said(need: Need, given: Q) -> models.CheckConstraint:
    """That a move says what the table asks of it."""
    asked = Q(move__in=[move.value for move, rule in MOVES.items() if need in rule.needs])
    return models.CheckConstraint(condition=~asked | given, name=f"transfermove_{need}")


class TransferMove(Record):
    """One move, by one of the two agencies; nothing of it is ever changed. Storing it moves the pack.

    `who` is with whom was talked, or who acknowledged where that was outside this system. A reminder is the product's,
    so nobody made it.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("pack_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {
        "created_at", "number", "move", "side", "from_state", "to_state", "conversation",
    }  # fmt: skip

    pack = models.ForeignKey(TransferPack, models.PROTECT, related_name="moves")
    number = models.PositiveSmallIntegerField()
    move = models.CharField(max_length=12, choices=Move.choices)
    side = models.CharField(max_length=9, choices=Side.choices)
    from_state = models.CharField(max_length=12, choices=State.choices)
    to_state = models.CharField(max_length=12, choices=State.choices)
    conversation = models.CharField(max_length=20, blank=True)
    who = SealedTextField(label="multiagency.transfermove.who", category=BETWEEN, null=True)
    words = SealedTextField(label="multiagency.transfermove.words", category=BETWEEN, null=True)
    moved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["pack", "number"], name="transfermove_one_after_another"),
            models.CheckConstraint(condition=_in_the_table(), name="transfermove_in_the_table"),
            models.CheckConstraint(
                condition=Q(move__in=sorted(BY_THE_PRODUCT), moved_by=None)
                | ~Q(move__in=sorted(BY_THE_PRODUCT)) & Q(moved_by__isnull=False),
                name="transfermove_by_somebody",
            ),
            _said(Need.WORDS, Q(words__isnull=False)),
            _said(Need.WHO, Q(who__isnull=False)),
            _said(Need.CONVERSATION, ~Q(conversation="")),
        )

    def __str__(self) -> str:
        return f"Move {self.pk}"
