"""A row of a room with its sealed words and its line in the chronology: one act, and harmless when it is sent twice."""

from collections.abc import Callable
from typing import TypeVar, cast
from uuid import UUID

from django.db import models, transaction

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import User
from audit.ledger.acts import Act
from audit.ledger.events import event
from casework.acts import CASE_LOOKED_AT
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.cases.services import ChangedMeanwhile
from casework.chronology.services import NewEvent, add_event
from casework.records import Record
from casework.shown import open_for_page
from vault.fields import SealedJSONField, SealedQuerySet
from vault.opening import seal


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


class AlreadySaid(Exception):
    """A row's id is there already, with something else in it; nothing was changed."""


def add_once(
    *, actor: Actor, act: Act, row: SaidT, words: dict[str, object], line: NewEvent | None = None,
    first: Callable[[], None] = lambda: None,
) -> SaidT:  # fmt: skip
    """Add a row to its case; the same one sent again adds nothing. `first` may refuse, once the case is locked.

    Refuses an actor who does not work the case (NotPermitted), and an id that is there with other words (AlreadySaid).
    """
    require_work(actor, act, row.case)
    stored = _once(actor, act, row, words, line, first)
    if stored is None:  # raised out here, so that the look at the words that are there stays written down
        raise AlreadySaid
    return stored


def supersede_once(
    *, actor: Actor, act: Act, row: SaidT, words: dict[str, object], after: UUID | None, line: NewEvent | None = None
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


@transaction.atomic
def _once(
    actor: Actor, act: Act, row: SaidT, words: dict[str, object], line: NewEvent | None, first: Callable[[], None]
) -> SaidT | None:
    _lock(row.case)
    there = cast("SaidT | None", type(row).objects.filter(pk=row.pk).first())
    if there is not None:
        return there if _same(actor, there, row, words) else None
    first()
    with event(act, by=actor, subject=row.case.subject, purpose=row.case.purpose):
        seal(actor.agency_id, [(row, {"words": words})])
        type(row).objects.bulk_create([row], ignore_conflicts=True)
        if not type(row).objects.filter(pk=row.pk, case=row.case).exists():
            raise NotPermitted(  # another agency's row has this id, behind the wall
                act,
                row.case.subject,
                words="This form carries the number of another entry, so nothing was saved from it.",
                resolver="you: go back, copy your words, open the form again from the case and paste them there",
            )
        if line is not None:
            add_event(actor, row.case, line)
    return row


def _same(actor: Actor, there: SaidT, row: SaidT, words: dict[str, object]) -> bool:
    """Whether the row that is there says the same; one of another case is not opened."""
    columns = [field.attname for field in row._meta.concrete_fields if field.name in type(row).CLEAR - {"created_at"}]
    if there.case_id != row.case_id or [getattr(there, one) for one in columns] != [
        getattr(row, one) for one in columns
    ]:
        return False
    case = row.case
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        return open_for_page(actor, ticket, [there], "words")[there.pk]["words"] == words


def _lock(case: Case) -> None:
    """Two who write at once wait for each other."""
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=case.pk)
