"""Logging what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import CASE_LOOKED_AT, INTERVENTION_LOGGED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.interventions.models import Intervention, Kind, Mode, Result
from casework.shown import open_for_page
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


class AlreadyLogged(Exception):
    """An entry's id is there already, with something else in it."""


def log_intervention(*, actor: Actor, case: Case, entry: Entry) -> Intervention:
    """Add an intervention to a case's timeline; the same entry sent again adds nothing. Refuses as below."""
    return log_interventions(actor=actor, case=case, entries=[entry])[0]


def log_interventions(*, actor: Actor, case: Case, entries: Sequence[Entry]) -> list[Intervention]:
    """Add several interventions to one case at once; those that are there already stay as they are.

    Refuses an actor who does not work the case (NotPermitted), and an id that is there with something else in it
    (AlreadyLogged): then nothing is added.
    """
    require_work(actor, INTERVENTION_LOGGED, case)
    rows = _log_once(actor, case, entries)
    if rows is None:  # raised out here, so that the look at the words that are there stays written down
        raise AlreadyLogged
    return rows


def entry_words(mode: Mode, result: Result, note: str) -> dict[str, object]:
    """What is sealed of an intervention."""
    return {"entry": {"mode": mode.value, "result": result.value, "note": note}}


def earlier_words(
    kind: Kind, mode: Mode | None, result: Result | None, note: str, author: str = ""
) -> dict[str, object]:
    """What is sealed of an entry that came from elsewhere: how and how it went may be unknown, the author a name."""
    said = {
        "kind": kind if kind is not Kind.CONTACT else "",
        "mode": mode or "",
        "result": result or "",
        "author": author,
    }
    return {"entry": {name: str(text) for name, text in said.items() if text} | {"note": note}}


@transaction.atomic
def _log_once(actor: Actor, case: Case, entries: Sequence[Entry]) -> list[Intervention] | None:
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    there = {row.pk: row for row in Intervention.objects.filter(pk__in=[entry.id for entry in entries])}
    if there and not _same(actor, case, [(there[entry.id], entry) for entry in entries if entry.id in there]):
        return None
    fresh = [entry for entry in entries if entry.id not in there]
    if fresh:
        there |= _add(actor, locked, fresh)
    return [there[entry.id] for entry in entries]


def _same(actor: Actor, case: Case, pairs: Sequence[tuple[Intervention, Entry]]) -> bool:
    """Whether every row says what its entry says; rows of another case are not opened."""
    clear = [(row.case_id, row.occurred_at, row.next_on) for row, _ in pairs]
    if clear != [(case.pk, entry.occurred_at, entry.next_on) for _, entry in pairs]:
        return False
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        opened = open_for_page(actor, ticket, [row for row, _ in pairs], "entry")
    return all(opened[row.pk] == entry_words(entry.mode, entry.result, entry.note) for row, entry in pairs)


def _add(actor: Actor, case: Case, entries: Sequence[Entry]) -> dict[UUID, Intervention]:
    rows = [_row(actor, case, entry) for entry in entries]
    with event(INTERVENTION_LOGGED, by=actor, subject=case.subject, purpose=case.purpose):
        words = [entry_words(entry.mode, entry.result, entry.note) for entry in entries]
        seal(actor.agency_id, zip(rows, words, strict=True))
        Intervention.objects.bulk_create(rows, ignore_conflicts=True)
        _check_all_there(case, rows)
        _set_next(case, entries)
    return {row.pk: row for row in rows}


def _check_all_there(case: Case, rows: Sequence[Intervention]) -> None:
    """Refuse an id of another agency's row, which is behind the wall until it is written again."""
    if Intervention.objects.filter(case=case, pk__in=[row.pk for row in rows]).count() < len(rows):
        raise NotPermitted(
            INTERVENTION_LOGGED,
            case.subject,
            words="This form carries the number of another entry, so nothing was saved from it.",
            resolver="you: go back, copy your note, open the form again from the case and paste it there",
        )


def _row(actor: Actor, case: Case, entry: Entry) -> Intervention:
    return Intervention(
        id=entry.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case,
        occurred_at=entry.occurred_at, next_on=entry.next_on, logged_by_id=actor.principal,
    )  # fmt: skip


def _set_next(case: Case, entries: Sequence[Entry]) -> None:
    """The case's next date is that of the latest contact on its timeline, not of one that is written down late."""
    latest = max(entries, key=lambda entry: entry.occurred_at)
    if not latest.next_on or latest.next_on == case.next_due:
        return
    if not Intervention.objects.filter(case=case, occurred_at__gt=latest.occurred_at).exists():
        case.next_due = latest.next_on
        case.version += 1
        case.save(update_fields=["next_due", "version"])
