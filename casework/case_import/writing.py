"""Writing a batch of units: people, cases with all that happened on them, and what each row became."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from casework.bringing_in.services import EarlierCase, EarlierContact, bring_in_cases, bring_in_contacts
from casework.case_import.drafts import CaseDraft, NoteDraft
from casework.case_import.lines import Line
from casework.case_import.models import ImportedRow
from casework.case_import.units import CaseUnit, Unit
from casework.cases.models import Case, State
from casework.importing.planning import IMPORTED, PlannedRow, details_of
from casework.interventions.models import Kind
from casework.people.models import Person, PersonIndex
from casework.people.services import write_people
from vault.ids import uuid7


@dataclass(slots=True)
class Written:
    """The rows of one batch, and what was made of them."""

    actor: Actor
    batch_id: UUID
    rows: list[ImportedRow] = field(default_factory=list)

    def note(
        self, line: Line, *, person: UUID | None = None, case: UUID | None = None, intervention: UUID | None = None
    ) -> None:
        """Note what a row became."""
        self.rows.append(
            ImportedRow(
                partnership_id=self.actor.partnership_id, owner_id=self.actor.agency_id, batch_id=self.batch_id,
                kind=line.kind, token=line.token, said=line.said, was_here=line.was_here, person_id=person,
                case_id=case, intervention_id=intervention,
            )
        )  # fmt: skip


def write_units(actor: Actor, batch_id: UUID, found: Sequence[Unit]) -> None:
    """Write units under the event now open, and the cases and contacts each under one of its own."""
    written = Written(actor, batch_id)
    people = _write_people(actor, written, found)
    fresh = [
        (case, _earlier_case(person, case.case.draft, case.entries))
        for person, unit in zip(people, found, strict=True)
        for case in unit.cases
        if person and case.case and isinstance(case.case.draft, CaseDraft)
    ]
    bring_in_cases(actor=actor, cases=[earlier for _, earlier in fresh], brought_in=batch_id)
    for case, earlier in fresh:
        _note_case(written, case, earlier.id, earlier.contacts)
    _write_contacts(actor, written, [case for unit in found for case in unit.cases if case.here])
    ImportedRow.objects.bulk_create(written.rows)


def _write_people(actor: Actor, written: Written, found: Sequence[Unit]) -> list[Person | None]:
    """The person of each unit, added where they are not here; None for notes of a case that is here already."""
    new = [(uuid7(), unit.people[0]) for unit in found if unit.people and not unit.here]
    details = [
        (pk, details_of(line.draft.person))
        for pk, line in new
        if isinstance(line.draft, PlannedRow) and line.draft.person
    ]
    ids = {line: pk for pk, line in new}
    persons = {person.pk: person for person in write_people(actor, details)}
    persons |= Person.objects.in_bulk({unit.here for unit in found if unit.here})
    PersonIndex.objects.bulk_create(_indexes(actor, ids))
    given = [unit.here or (ids[unit.people[0]] if unit.people else None) for unit in found]
    for pk, unit in zip(given, found, strict=True):
        for line in unit.people:
            written.note(line, person=pk)
    return [persons[pk] if pk else None for pk in given]


def _indexes(actor: Actor, ids: Mapping[Line, UUID]) -> Iterator[PersonIndex]:
    """Let an import of people know them again, too."""
    for line, pk in ids.items():
        if isinstance(line.draft, PlannedRow):
            yield PersonIndex(
                partnership_id=actor.partnership_id, owner_id=actor.agency_id, person_id=pk, field=IMPORTED,
                token=line.draft.token,
            )  # fmt: skip


def _earlier_case(person: Person, draft: CaseDraft, entries: Sequence[Line]) -> EarlierCase:
    contacts = tuple(_contact(line.draft) for line in entries if isinstance(line.draft, NoteDraft))
    days = [timezone.localdate(each.occurred_at) for each in contacts]
    closed = draft.state == State.CLOSED
    return EarlierCase(
        person=person, role=draft.role, reason=draft.reason, warning=draft.warning, priority=draft.priority,
        opened_on=draft.opened_on or min([*days, timezone.localdate()]), closed_on=draft.closed_on, state=draft.state,
        lead=draft.lead, team=draft.team, restricted=draft.restricted, contacts=contacts,
        next_due=None if closed else _next_due(draft.next_due, entries),
    )  # fmt: skip


def _contact(draft: NoteDraft) -> EarlierContact:
    return EarlierContact(
        by=draft.by, mode=draft.mode, result=draft.result, note=draft.text, occurred_at=draft.occurred_at,
        recorded_at=draft.recorded_at, next_on=draft.next_on, kind=draft.kind, author="" if draft.by else draft.author,
    )  # fmt: skip


def _next_due(said: date | None, entries: Iterable[Line]) -> date | None:
    """The earliest of what the case says, or else its latest note, and of what open actions are due."""
    drafts = [line.draft for line in entries if isinstance(line.draft, NoteDraft)]
    noted = [draft for draft in drafts if draft.kind is Kind.NOTE and draft.next_on]
    latest = max(noted, key=lambda draft: draft.occurred_at, default=None)
    due = [draft.due for draft in drafts if draft.due]
    return min([day for day in (said or (latest.next_on if latest else None), *due) if day], default=None)


def _note_case(written: Written, case: CaseUnit, pk: UUID, contacts: Sequence[EarlierContact]) -> None:
    for line in (case.case, case.lead):
        if line:
            written.note(line, case=pk)
    for line, contact in zip(case.entries, contacts, strict=True):
        written.note(line, case=pk, intervention=contact.id)


def _write_contacts(actor: Actor, written: Written, cases: Sequence[CaseUnit]) -> None:
    here = Case.objects.in_bulk({case.here for case in cases if case.here})
    for case in cases:
        if case.here:
            contacts = [_contact(line.draft) for line in case.entries if isinstance(line.draft, NoteDraft)]
            bring_in_contacts(
                actor=actor, case=here[case.here], contacts=contacts, next_due=_next_due(None, case.entries),
                brought_in=written.batch_id,
            )  # fmt: skip
            _note_case(written, case, case.here, contacts)
