"""Bringing in cases worked elsewhere: with their state, their dates, and contacts by whoever wrote them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Team, User
from audit.ledger.events import Facts, event
from casework.acts import CASE_STARTED, INTERVENTION_LOGGED
from casework.bringing_in.policies import require_bring_in
from casework.cases.models import Case, Priority, Role, State
from casework.cases.selectors import Part
from casework.cases.services import grant_case, new_part, permissions_of_member
from casework.categories import Category
from casework.interventions.models import Intervention, Kind, Mode, Result
from casework.interventions.reaching import appointment_of, reach_of
from casework.interventions.services import earlier_words
from casework.people.models import Person
from vault.ids import uuid7
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class EarlierContact:
    """A contact, attempt, note or action of the past, by the user with this id or by an author known as a name."""

    by: UUID | None
    mode: Mode | None
    result: Result | None
    note: str
    occurred_at: datetime
    recorded_at: datetime
    next_on: date | None = None
    category: Category = Category.INTERVENTION_RECORD
    kind: Kind = Kind.CONTACT
    author: str = ""
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True, repr=False)
class EarlierCase:
    """A case of the past as it stands now; a closed one says when it was closed."""

    person: Person
    role: Role
    reason: str
    opened_on: date
    lead: User | None
    warning: str = ""
    priority: Priority = Priority.STANDARD
    next_due: date | None = None
    restricted: bool = False
    team: Team | None = None
    named: tuple[User, ...] = ()
    state: State = State.ACTIVE
    closed_on: date | None = None
    contacts: tuple[EarlierContact, ...] = ()
    id: UUID = field(default_factory=uuid7)


@dataclass(slots=True)
class _Written:
    """The rows of one case, sealed before any is stored, so that a batch asks for its keys once."""

    case: Case
    part: Part
    interventions: list[Intervention]


def bring_in_cases(*, actor: Actor, cases: Sequence[EarlierCase], brought_in: UUID | None = None) -> list[Case]:
    """Write down cases of the actor's agency with everything that happened on them, one event a case.

    `brought_in` is the import that they came by. Refuses who may not (NotPermitted), and a lead, colleague or author of
    another agency, and a case that nobody would have (ValueError). What belongs to another agency, the walls and the
    vault refuse.
    """
    require_bring_in(actor, CASE_STARTED)
    _check_people(actor, cases)
    written = [_write(actor, one, brought_in) for one in cases]
    seal(actor.agency_id, [pair for rows, one in zip(written, cases, strict=True) for pair in _words(rows, one)])
    permissions = permissions_of_member()
    for rows, one in zip(written, cases, strict=True):
        _store(actor, rows, one, permissions)
    return [rows.case for rows in written]


def bring_in_contacts(
    *, actor: Actor, case: Case, contacts: Sequence[EarlierContact], next_due: date | None, brought_in: UUID
) -> None:
    """Write down what happened earlier on a case that is here already, under one event.

    `next_due` counts where it comes before the case's own next date. Refuses who may not bring in (NotPermitted), and
    an author of another agency (ValueError).
    """
    require_bring_in(actor, INTERVENTION_LOGGED)
    _check_colleagues(actor, {contact.by for contact in contacts if contact.by})
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    rows = [_intervention(actor, locked, contact, brought_in) for contact in contacts]
    seal(actor.agency_id, [(row, _entry(contact)) for row, contact in zip(rows, contacts, strict=True)])
    facts: Facts = {"contacts": len(rows), "import": brought_in}
    with event(INTERVENTION_LOGGED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        Intervention.objects.bulk_create(rows)
        if next_due and locked.state != State.CLOSED and (locked.next_due is None or next_due < locked.next_due):
            locked.next_due = next_due
            locked.version += 1
            locked.save(update_fields=["next_due", "version"])


def _check_people(actor: Actor, cases: Iterable[EarlierCase]) -> None:
    """One query, whatever the number of cases."""
    if any(not (one.lead or one.team or one.named) for one in cases):
        raise ValueError("A case is given to somebody: a lead, a colleague or a team.")
    named = {user.pk for one in cases for user in (one.lead, *one.named) if user}
    _check_colleagues(actor, named | {contact.by for one in cases for contact in one.contacts if contact.by})


def _check_colleagues(actor: Actor, users: set[UUID]) -> None:
    if users and User.objects.filter(pk__in=users).exclude(agency_id=actor.agency_id).exists():
        raise ValueError("A case is worked by people of the agency that holds it.")


def _write(actor: Actor, one: EarlierCase, brought_in: UUID | None) -> _Written:
    case = Case(
        id=one.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, person=one.person, role=one.role,
        lead=one.lead, priority=one.priority, state=one.state, opened_on=one.opened_on, closed_on=one.closed_on,
        next_due=one.next_due, restricted=one.restricted, brought_in_id=brought_in,
    )  # fmt: skip
    return _Written(case, new_part(case), [_intervention(actor, case, each, brought_in) for each in one.contacts])


def _intervention(actor: Actor, case: Case, contact: EarlierContact, brought_in: UUID | None) -> Intervention:
    return Intervention(
        id=contact.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, case=case,
        category=contact.category, occurred_at=contact.occurred_at, recorded_at=contact.recorded_at,
        next_on=contact.next_on, logged_by_id=contact.by, brought_in_id=brought_in,
        reach=reach_of(contact.mode, contact.result, kind=contact.kind),
        appointment=appointment_of(contact.result, None, None, kind=contact.kind),
    )  # fmt: skip


def _words(rows: _Written, one: EarlierCase) -> Iterator[tuple[Part | Intervention, dict[str, object]]]:
    yield rows.part, {"reason": one.reason, "warning": one.warning}
    for row, contact in zip(rows.interventions, one.contacts, strict=True):
        yield row, _entry(contact)


def _entry(contact: EarlierContact) -> dict[str, object]:
    return earlier_words(contact.kind, contact.mode, contact.result, contact.note, contact.author)


def _store(actor: Actor, rows: _Written, one: EarlierCase, permissions: Sequence[int]) -> None:
    case = rows.case
    facts: Facts = {"reference": case.reference, "contacts": len(rows.interventions)}
    with event(CASE_STARTED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        case.save(force_insert=True)
        rows.part.save(force_insert=True)
        people = {user.pk for user in (one.lead, *one.named) if user}
        grant_case(case, people=people, teams={one.team.pk} if one.team else set(), permissions=permissions)
        Intervention.objects.bulk_create(rows.interventions)
