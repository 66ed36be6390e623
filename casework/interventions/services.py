"""Logging what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.events import Subject, event
from casework.acts import INTERVENTION_LOGGED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.interventions.models import Intervention, Mode, Result
from vault.ids import uuid7
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What a caseworker says of one contact, attempt or piece of work; `id` makes a second sending harmless."""

    mode: Mode
    result: Result
    note: str
    occurred_at: datetime
    next_on: date | None = None
    id: UUID = field(default_factory=uuid7)


def log_intervention(*, actor: Actor, case: Case, entry: Entry) -> Intervention:
    """Add an intervention to a case's timeline; the same entry sent again adds nothing."""
    return log_interventions(actor=actor, case=case, entries=[entry])[0]


def log_interventions(*, actor: Actor, case: Case, entries: Sequence[Entry]) -> list[Intervention]:
    """Add several interventions to one case at once, as an import does; refuses where the actor does not work it.

    Those that are there already are left alone, and where all are, nothing is written down: nothing was done.
    """
    require_work(actor, INTERVENTION_LOGGED, case)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    there = {row.pk: row for row in Intervention.objects.filter(case=case, pk__in=[entry.id for entry in entries])}
    fresh = [entry for entry in entries if entry.id not in there]
    if fresh:
        subject = Subject("case", case.pk, case.owner_id)
        with event(INTERVENTION_LOGGED, by=actor, subject=subject, purpose=case.purpose):
            there |= _write(actor, locked, fresh)
    return [there[entry.id] for entry in entries]


def _write(actor: Actor, case: Case, entries: Sequence[Entry]) -> dict[UUID, Intervention]:
    rows = [(_row(actor, case, entry), _words(entry)) for entry in entries]
    seal(actor.agency_id, rows)
    Intervention.objects.bulk_create([row for row, _ in rows], ignore_conflicts=True)
    if Intervention.objects.filter(case=case, pk__in=[row.pk for row, _ in rows]).count() < len(rows):
        raise NotPermitted(
            INTERVENTION_LOGGED,
            Subject("case", case.pk, case.owner_id),
            words="This form carries the number of another entry, so nothing was saved from it.",
            resolver="you: go back, copy your note, open the form again from the case and paste it there",
        )
    _set_next(case, entries)
    return {row.pk: row for row, _ in rows}


def _row(actor: Actor, case: Case, entry: Entry) -> Intervention:
    return Intervention(
        id=entry.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case,
        occurred_at=entry.occurred_at, next_on=entry.next_on, logged_by_id=actor.principal,
    )  # fmt: skip


def _words(entry: Entry) -> dict[str, object]:
    return {"entry": {"mode": entry.mode.value, "result": entry.result.value, "note": entry.note}}


def _set_next(case: Case, entries: Sequence[Entry]) -> None:
    latest = max(entries, key=lambda entry: entry.occurred_at)
    if latest.next_on and latest.next_on != case.next_due:
        case.next_due = latest.next_on
        case.version += 1
        case.save(update_fields=["next_due", "version"])
