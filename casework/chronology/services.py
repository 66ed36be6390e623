"""Adding to a case's chronology what a room has just done, under that room's own event; and when somebody looked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from casework.cases.models import Case
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.chronology.models import ChronologyEvent, Happening, LastLook, Statement
from vault.opening import seal

SITTING: Final = timedelta(minutes=30)
"""Whoever comes back within this time is still reading: what was new stays marked."""


@dataclass(frozen=True, slots=True, repr=False)
class NewEvent:
    """One thing that happened: what kind, what it rests on, one short sentence, and the row that says the rest.

    `own_agency` where that row is the case's own agency's alone: then its line is too, whatever category is shared.
    """

    kind: Happening
    statement: Statement
    category: Category
    words: str
    source_id: UUID | None = None
    occurred_at: datetime | None = None
    own_agency: bool = False


def add_event(actor: Actor, case: Case, new: NewEvent) -> ChronologyEvent:
    """Add a line to the chronology under the ledger event now open; without one the database refuses it.

    Refuses words about where a victim is or how to contact them (ValueError): those are for named people alone.
    """
    if new.category in FOR_NAMED_PEOPLE:
        raise ValueError("Where a victim is, and how to contact them, stands in no chronology.")
    row = ChronologyEvent(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, category=new.category, kind=new.kind,
        statement=new.statement, occurred_at=new.occurred_at or timezone.now(), source_id=new.source_id,
        own_agency=new.own_agency, recorded_by_id=actor.principal if actor.kind == "user" else None,
    )  # fmt: skip
    seal(actor.agency_id, [(row, {"words": new.words})])
    row.save(force_insert=True)
    return row


def withdraw_events(case: Case, source_id: UUID) -> int:
    """Show a row's lines to nobody on the case from now on, under the ledger event now open; gives their number."""
    live = ChronologyEvent.objects.filter(case=case, source_id=source_id, withdrawn_at=None)
    return live.update(withdrawn_at=Now())


def looked(actor: Actor, case: Case) -> datetime | None:
    """Note that the actor looks at the case's chronology now, and give when they looked before; None the first time."""
    now = timezone.now()
    mark, is_first = LastLook.objects.get_or_create(
        user_id=actor.principal, case=case,
        defaults={"partnership_id": actor.partnership_id, "owner_id": actor.agency_id, "seen_at": now},
    )  # fmt: skip
    if not is_first:
        if now - mark.seen_at > SITTING:
            mark.before = mark.seen_at
        mark.seen_at = now
        mark.save(update_fields=["seen_at", "before"])
    return mark.before
