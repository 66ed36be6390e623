"""Bringing in cases worked elsewhere: with their state, their dates, and contacts by whoever wrote them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import Team, User
from audit.ledger.events import Facts, Subject, event
from casework.acts import CASE_STARTED
from casework.cases.models import Case, Priority, Role, State
from casework.cases.selectors import Part
from casework.cases.services import grant_case, new_part, permissions_of_member
from casework.categories import Category
from casework.interventions.models import Intervention, Mode, Result
from casework.interventions.services import entry_words
from casework.people.models import Person
from vault.opening import seal


@dataclass(frozen=True, slots=True, repr=False)
class EarlierContact:
    """A contact, attempt or piece of work of the past, by the user with this id."""

    by: UUID
    mode: Mode
    result: Result
    note: str
    occurred_at: datetime
    recorded_at: datetime
    next_on: date | None = None
    category: Category = Category.INTERVENTION_RECORD


@dataclass(frozen=True, slots=True, repr=False)
class EarlierCase:
    """A case of the past as it stands now; a closed one says when it was closed."""

    person: Person
    role: Role
    reason: str
    opened_on: date
    lead: User
    warning: str = ""
    priority: Priority = Priority.STANDARD
    next_due: date | None = None
    restricted: bool = False
    team: Team | None = None
    named: tuple[User, ...] = ()
    state: State = State.ACTIVE
    closed_on: date | None = None
    contacts: tuple[EarlierContact, ...] = ()


@dataclass(slots=True)
class _Written:
    """The rows of one case, sealed before any is stored, so that a batch asks for its keys once."""

    case: Case
    part: Part
    interventions: list[Intervention]


def bring_in_cases(*, actor: Actor, cases: Sequence[EarlierCase]) -> list[Case]:
    """Write down cases of the actor's agency with everything that happened on them, one event a case.

    Refuses everyone but the product itself at work for an agency (NotPermitted), and a lead, colleague or author of
    another agency (ValueError). What belongs to another agency, the walls and the vault refuse.
    """
    if actor.kind != "system":
        raise NotPermitted(
            CASE_STARTED,
            Subject("agency", actor.agency_id, actor.agency_id),
            words="Cases worked elsewhere are brought in by the product, not by a person.",
            resolver="your partnership's administrator",
        )
    _check_people(actor, cases)
    written = [_write(actor, one) for one in cases]
    seal(actor.agency_id, [pair for rows, one in zip(written, cases, strict=True) for pair in _words(rows, one)])
    permissions = permissions_of_member()
    for rows, one in zip(written, cases, strict=True):
        _store(actor, rows, one, permissions)
    return [rows.case for rows in written]


def _check_people(actor: Actor, cases: Iterable[EarlierCase]) -> None:
    """One query, whatever the number of cases."""
    named = {user.pk for one in cases for user in (one.lead, *one.named)}
    authors = {contact.by for one in cases for contact in one.contacts}
    if User.objects.filter(pk__in=named | authors).exclude(agency_id=actor.agency_id).exists():
        raise ValueError("A case is worked by people of the agency that holds it.")


def _write(actor: Actor, one: EarlierCase) -> _Written:
    tenant = {"partnership_id": actor.partnership_id, "owner_id": actor.agency_id}
    case = Case(
        **tenant, person=one.person, role=one.role, lead=one.lead, priority=one.priority, state=one.state,
        opened_on=one.opened_on, closed_on=one.closed_on, next_due=one.next_due, restricted=one.restricted,
    )  # fmt: skip
    interventions = [
        Intervention(
            **tenant, case=case, category=contact.category, occurred_at=contact.occurred_at,
            recorded_at=contact.recorded_at, next_on=contact.next_on, logged_by_id=contact.by,
        )
        for contact in one.contacts
    ]  # fmt: skip
    return _Written(case, new_part(case), interventions)


def _words(rows: _Written, one: EarlierCase) -> Iterator[tuple[Part | Intervention, dict[str, object]]]:
    yield rows.part, {"reason": one.reason, "warning": one.warning}
    for row, contact in zip(rows.interventions, one.contacts, strict=True):
        yield row, entry_words(contact.mode, contact.result, contact.note)


def _store(actor: Actor, rows: _Written, one: EarlierCase, permissions: Sequence[int]) -> None:
    case = rows.case
    facts: Facts = {"reference": case.reference, "contacts": len(rows.interventions)}
    subject = Subject("case", case.pk, actor.agency_id)
    with event(CASE_STARTED, by=actor, subject=subject, purpose=case.purpose, facts=facts):
        case.save(force_insert=True)
        rows.part.save(force_insert=True)
        people = {user.pk for user in (one.lead, *one.named)}
        grant_case(case, people=people, teams={one.team.pk} if one.team else set(), permissions=permissions)
        Intervention.objects.bulk_create(rows.interventions)
