"""A row of a room with its sealed words and its line in the chronology: one act, and harmless when it is sent twice."""

from collections.abc import Callable
from typing import TypeVar, cast
from uuid import UUID

from django.db import models

from accounts.actor import Actor
from accounts.models import User
from audit.ledger.acts import Act
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.chronology.services import NewEvent, add_event
from casework.once import save_once
from casework.records import Record
from casework.refusals import ChangedMeanwhile
from vault.fields import SealedJSONField, SealedQuerySet


class Said(Record):
    """One thing said of a case, its words sealed together; it is superseded by a later row and never edited."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words: "SealedJSONField"

    class Meta(Record.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


SaidT = TypeVar("SaidT", bound=Said)


def add_once(
    *, actor: Actor, act: Act, row: SaidT, words: dict[str, object], line: NewEvent,
    first: Callable[[], None] = lambda: None,
) -> SaidT:  # fmt: skip
    """Add a row to its case, and a line to the chronology; the same one sent again adds nothing.

    Refuses an actor who does not work the case (NotPermitted), and an id that is there with other words (AlreadySent).
    """
    require_work(actor, act, row.case)
    return save_once(
        actor=actor, act=act, case=row.case, row=row, words={"words": words}, check=first,
        also=lambda new: add_event(actor, new.case, line),
    )  # fmt: skip


def supersede_once(
    *, actor: Actor, act: Act, row: SaidT, words: dict[str, object], after: UUID | None, line: NewEvent
) -> SaidT:
    """Add a row that supersedes the one its writer saw, none where there was none; else as `add_once`.

    Refuses (ChangedMeanwhile) where somebody else's came in between.
    """

    def first() -> None:
        now = newest(type(row), row.case)
        if (now.pk if now else None) != after:
            raise ChangedMeanwhile

    return add_once(actor=actor, act=act, row=row, words=words, line=line, first=first)


def newest(model: type[SaidT], case: Case) -> SaidT | None:
    """The row that stands now; ids say when a form was shown, so that the time of writing decides."""
    return rows_of(model, case).order_by("created_at", "pk").last()


def rows_of(model: type[SaidT], case: Case) -> SealedQuerySet[SaidT]:
    """The rows of a case, as far as the reader's agency may see them."""
    return cast("SealedQuerySet[SaidT]", model.objects.filter(case=case))


def on_case(model: type[SaidT], actor: Actor, case: Case, row_id: UUID, **columns: object) -> SaidT:
    """A row of a case, not yet stored, said by the actor."""
    return model(
        id=row_id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case,
        recorded_by_id=actor.principal if actor.kind == "user" else None, **columns,
    )  # fmt: skip
