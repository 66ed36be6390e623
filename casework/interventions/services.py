"""Logging what was done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import event
from casework.acts import CASE_LOOKED_AT, INTERVENTION_LOGGED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.inserting import id_taken
from casework.interventions.models import Appointment, Attendance, Intervention, Kind, Mode, NoSession, Reach, Result
from casework.interventions.reaching import appointment_of, approach_of, contradiction, reach_of
from casework.pathways import Pathway
from casework.refusals import AlreadySent
from casework.safe_contact.policies import require_acknowledged
from casework.shown import open_for_page
from vault.ids import uuid7
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What a caseworker says of one contact, attempt or piece of work; `id` makes a second sending harmless.

    `note` is what was said and done, `view` what the writer makes of it. `minutes` is how long it took; `notified` who
    was told of a concern.
    """

    mode: Mode
    result: Result
    note: str
    occurred_at: datetime
    next_on: date | None = None
    id: UUID = field(default_factory=uuid7)
    view: str = ""
    incoming: bool = False
    planned_at: datetime | None = None
    minutes: int | None = None
    place: str = ""
    present: str = ""
    attendance: Attendance | None = None
    no_session: NoSession | None = None
    outcome: str = ""
    concern: bool = False
    notified: str = ""
    pathway: Pathway | None = None

    @property
    def reach(self) -> Reach:
        """Whether the person was reached."""
        return reach_of(self.mode, self.result, incoming=self.incoming)

    @property
    def appointment(self) -> Appointment:
        """What became of an appointment, where this says that there was one."""
        return appointment_of(self.result, self.attendance, self.no_session)


class Contradicts(ValueError):
    """An entry says two things that cannot both be true; the words are for its writer."""


def log_intervention(*, actor: Actor, case: Case, entry: Entry) -> Intervention:
    """Add an intervention to a case's timeline; the same entry sent again adds nothing.

    Refuses as `log_interventions` does, what contradicts itself (Contradicts), and (NotPermitted) a contact with a
    victim whose rule of safe contact the actor has not just acknowledged (VIC-04).
    """
    require_work(actor, INTERVENTION_LOGGED, case)
    check(actor, case, entry)
    return log_interventions(actor=actor, case=case, entries=[entry])[0]


def check(actor: Actor, case: Case, entry: Entry) -> None:
    """Refuse what contradicts itself, and a contact for which the rule of safe contact was not acknowledged."""
    check_words(entry)
    approach = approach_of(entry.mode, entry.result, incoming=entry.incoming)
    if approach:
        require_acknowledged(actor, case, approach)


def check_words(entry: Entry) -> None:
    """Refuse (Contradicts) an entry that says two things that cannot both be true."""
    words = contradiction(entry.mode, entry.result, entry.attendance, incoming=entry.incoming)
    if words:
        raise Contradicts(words)


def log_interventions(*, actor: Actor, case: Case, entries: Sequence[Entry]) -> list[Intervention]:
    """Add several interventions to one case at once; those that are there already stay as they are.

    Refuses an actor who does not work the case (NotPermitted), and an id that is there with something else in it
    (AlreadySent): then nothing is added.
    """
    require_work(actor, INTERVENTION_LOGGED, case)
    rows = _log_once(actor, case, entries)
    if rows is None:  # raised out here, so that the look at the words that are there stays written down
        raise AlreadySent
    return rows


def entry_words(entry: Entry) -> dict[str, object]:
    """What is sealed of an intervention: what was said of it, and nothing for what was not."""
    said: dict[str, object] = {
        "view": entry.view, "incoming": entry.incoming, "minutes": entry.minutes, "place": entry.place,
        "present": entry.present, "outcome": entry.outcome, "concern": entry.concern, "notified": entry.notified,
        "planned_at": entry.planned_at.isoformat() if entry.planned_at else "",
        "attendance": entry.attendance.value if entry.attendance else "",
        "no_session": entry.no_session.value if entry.no_session else "",
        "pathway": entry.pathway.value if entry.pathway else "",
    }  # fmt: skip
    always: dict[str, object] = {"mode": entry.mode.value, "result": entry.result.value, "note": entry.note}
    return always | {name: value for name, value in said.items() if value}


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
    return all(opened[row.pk]["entry"] == entry_words(entry) for row, entry in pairs)


def _add(actor: Actor, case: Case, entries: Sequence[Entry]) -> dict[UUID, Intervention]:
    rows = [new_row(actor, case, entry) for entry in entries]
    with event(INTERVENTION_LOGGED, by=actor, subject=case.subject, purpose=case.purpose):
        seal(actor.agency_id, [(row, {"entry": entry_words(entry)}) for row, entry in zip(rows, entries, strict=True)])
        store(case, rows)
        set_next(case, entries)
    return {row.pk: row for row in rows}


def store(case: Case, rows: Sequence[Intervention]) -> None:
    """Store rows under the event now open; refuses an id of another agency's row, which is behind the wall."""
    Intervention.objects.bulk_create(rows, ignore_conflicts=True)
    if Intervention.objects.filter(case=case, pk__in=[row.pk for row in rows]).count() < len(rows):
        raise id_taken(INTERVENTION_LOGGED, case.subject)


def new_row(actor: Actor, case: Case, entry: Entry) -> Intervention:
    """An entry's row, not yet stored; its words are to be sealed."""
    return Intervention(
        id=entry.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case,
        occurred_at=entry.occurred_at, next_on=entry.next_on, reach=entry.reach, appointment=entry.appointment,
        logged_by_id=actor.principal,
    )  # fmt: skip


def set_next(case: Case, entries: Sequence[Entry]) -> None:
    """The case's next date is that of the latest entry on its timeline, not of one that is written down late.

    An attempt does not put off a contact that is due (P15): it sets a date where there is none, or an earlier one.
    """
    latest = max(entries, key=lambda entry: entry.occurred_at)
    if not latest.next_on or latest.next_on == case.next_due:
        return
    if latest.reach == Reach.ATTEMPT and case.next_due and case.next_due < latest.next_on:
        return
    later = Intervention.objects.filter(case=case, superseded_by=None, occurred_at__gt=latest.occurred_at)
    if not later.exists():
        case.next_due = latest.next_on
        case.version += 1
        case.save(update_fields=["next_due", "version"])
