"""Saving a new row of a case once, however often its form is sent."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.acts import Act
from audit.ledger.events import event
from casework.acts import CASE_LOOKED_AT
from casework.cases.models import Case
from casework.inserting import insert
from casework.records import Record
from casework.refusals import AlreadySent
from casework.shown import open_for_page
from vault.opening import seal

RowT = TypeVar("RowT", bound=Record)
Words = Mapping[str, object]
Steps = tuple[Callable[[], None], Callable[[], object], Callable[[RowT], object]]


def save_once(
    *, actor: Actor, act: Act, case: Case, row: RowT, words: Words, also: Callable[[RowT], object] = lambda _: None,
    check: Callable[[], None] = lambda: None, first: Callable[[], object] = lambda: None,
) -> RowT:  # fmt: skip
    """Seal and save a new row of a case, and whatever else is done with it, under one event of the ledger.

    The same sent again saves nothing and gives the row that is there. Whoever else writes on the case waits. `check`
    refuses by raising, before the event, which would tell of what was never done. `first` is done under the event
    before the row is saved, and `also` after it. Refuses (AlreadySent) an id that is there with other words, with
    another value in a column of SAME, or on another case, and (NotPermitted) the id of a row that the actor cannot see.
    """
    saved = _save(actor, act, case, row, words, (check, first, also))
    if saved is None:  # raised out here, so that the look at the words that are there stays written down
        raise AlreadySent
    return saved


@transaction.atomic
def _save(actor: Actor, act: Act, case: Case, row: RowT, words: Words, done: Steps[RowT]) -> RowT | None:
    check, first, also = done
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    there: RowT | None = type(row)._default_manager.filter(pk=row.pk).first()  # type: ignore[assignment]
    if there is not None:
        same = all(getattr(there, name) == getattr(row, name) for name in type(row).SAME)
        return there if same and _says(actor, case, there, words) else None
    check()
    with event(act, by=actor, subject=case.subject, purpose=case.purpose):
        first()
        seal(actor.agency_id, [(row, words)])
        insert(act, case.subject, row)
        also(row)
    return row


def _says(actor: Actor, case: Case, there: Record, words: Words) -> bool:
    """Whether a row says what is sent; one of another case is not opened."""
    if getattr(there, "case_id", None) != case.pk:
        return False
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        return open_for_page(actor, ticket, [there], " ".join(words))[there.pk] == dict(words)
