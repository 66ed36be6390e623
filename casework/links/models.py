"""A link between two agencies' rows of one human being, and what became of it, move by move."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency, User
from casework.cases.models import Case
from casework.categories import Category
from casework.people.models import Person
from casework.records import Record
from vault.fields import SealedTextField


class PersonLink(Record):
    """One agency's word that a row of another's is the same human being. It moves no content and opens nothing.

    Each side names the case through which it knows them, both of one role, and shows the link with cases of that role
    alone: a link never tells of another role.
    """

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at"}

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.DO_NOTHING, related_name="+", db_constraint=False)
    other_case = models.ForeignKey(Case, models.DO_NOTHING, related_name="+", db_constraint=False)
    why = SealedTextField(label="casework.personlink.why", category=Category.ALIAS_LINKS)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(agency=F("owner")), name="personlink_of_two_agencies"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="personlink_of_two_rows"),
        )

    def __str__(self) -> str:
        return f"Link {self.pk}"


class Move(models.TextChoices):
    """What one of the two agencies did about a link; each happens at most once."""

    ACCEPTED = "ACCEPTED", "Accepted"
    DECLINED = "DECLINED", "Declined"
    ENDED = "ENDED", "Ended"


class LinkMove(Record):
    """One move, by one agency, with its reason; nothing of it is ever changed."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "move"}

    link = models.ForeignKey(PersonLink, models.CASCADE, related_name="moves")
    move = models.CharField(max_length=8, choices=Move.choices)
    why = SealedTextField(label="casework.linkmove.why", category=Category.ALIAS_LINKS)
    moved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["link", "move"], name="linkmove_once"),
            models.CheckConstraint(condition=Q(move__in=Move.values), name="linkmove_move"),
        )

    def __str__(self) -> str:
        return f"Move {self.pk}"
