"""That a case was closed or opened again: by whom, with which outcome, and why."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.listings.models import Ending
from casework.records import Record
from vault.fields import SealedJSONField


class Turn(models.TextChoices):
    """The two turns that a case takes here."""

    CLOSED = "CLOSED", "Closed"
    REOPENED = "REOPENED", "Opened again"


class Outcome(models.TextChoices):
    """What came of a case. Codes are kept for ever; those for one role alone are left out for the other."""

    DESISTED = "DESISTED", "Has stopped offending"
    LONG_CUSTODY = "LONG_CUSTODY", "In custody for a long time"
    NOT_SUITABLE = "NOT_SUITABLE", "Not suitable for this work"
    SAFER = "SAFER", "Safer, and support is no longer needed"
    DECLINED = "DECLINED", "Does not want this support"
    DROPPED_OUT = "DROPPED_OUT", "Could not be reached in spite of attempts"
    MOVED = "MOVED", "Moved away"
    DIED = "DIED", "Died"
    OTHER_ARRANGEMENT = "OTHER_ARRANGEMENT", "Worked by another agency or arrangement"
    OPENED_IN_ERROR = "OPENED_IN_ERROR", "Opened in error"


OF_ONE_ROLE = {
    Role.OFFENDER: (Outcome.DESISTED, Outcome.LONG_CUSTODY, Outcome.NOT_SUITABLE),
    Role.VICTIM: (Outcome.SAFER, Outcome.DECLINED, Outcome.DROPPED_OUT),
}
OF_BOTH = (Outcome.MOVED, Outcome.DIED, Outcome.OTHER_ARRANGEMENT, Outcome.OPENED_IN_ERROR)
ENDS_PLACES = dict.fromkeys(Outcome, Ending.NOT_SUITABLE) | {
    Outcome.DESISTED: Ending.DESISTED,
    Outcome.LONG_CUSTODY: Ending.LONG_CUSTODY,
    Outcome.MOVED: Ending.MOVED,
    Outcome.DIED: Ending.DIED,
    Outcome.OTHER_ARRANGEMENT: Ending.OTHER_ARRANGEMENT,
}
"""Why the places on cohorts end that a case has when it closes with an outcome."""


class CaseTurn(Record):
    """One closing or opening again; it stays as it is, and the latest says how the case stands."""

    SEALED_FOR: ClassVar[tuple[str, str]] = ("case_id", "owner_id")
    CLEAR: ClassVar[set[str]] = {"created_at", "turn"}

    case = models.ForeignKey(Case, models.CASCADE, related_name="turns")
    turn = models.CharField(max_length=8, choices=Turn.choices)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = SealedJSONField(label="casework.caseturn.words", category=Category.INTERVENTION_RECORD)

    class Meta(Record.Meta):
        constraints = (models.CheckConstraint(condition=Q(turn__in=Turn.values), name="caseturn_turn"),)

    def __str__(self) -> str:
        return f"Turn {self.pk}"
