"""Reading conflicts of interest: those of the agency's staff, and the person of a case about whom one is declared."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.roles import Role
from audit.ledger.events import Subject, event
from casework.acts import CONFLICT_DECLARED, CONFLICT_LIFTED, CONFLICTS_LISTED
from casework.cases.models import Case, State
from casework.cases.policies import visible_cases, visible_people
from casework.conflicts.models import Conflict, Kind
from casework.conflicts.policies import in_conflict, require_oversee
from casework.people.models import Person
from casework.shown import Shown, open_for_page, show, show_name
from vault.opening import Shut

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict in force; `name` is there where the reader may see the person, `leads` the cases their user leads."""

    conflict: Conflict
    kind: str
    words: Shown
    name: Shown | None
    leads: tuple[Case, ...]


def conflicts_of_agency(actor: Actor) -> list[ConflictLine]:
    """The newest 100 in force of the agency's staff, the look written down; the reader's own are not theirs to read.

    Refuses (NotPermitted) an actor who does not look after conflicts.
    """
    require_oversee(actor, CONFLICTS_LISTED)
    in_force = Conflict.objects.filter(owner_id=actor.agency_id, lifted_at=None).exclude(user_id=actor.principal)
    rows = list(in_force.select_related("user", "declared_by", "owner").order_by("-pk")[:MOST])
    of_persons = {row.person_id for row in rows}
    people = {row.pk: row for row in visible_people(actor).filter(pk__in=of_persons).select_related("owner")}
    led = list(visible_cases(actor).exclude(state=State.CLOSED).filter(person__in=of_persons).order_by("pk"))
    with event(CONFLICTS_LISTED, by=actor, facts={"shown": len(rows)}) as ticket:
        details = open_for_page(actor, ticket, rows, "detail")
        names = open_for_page(actor, ticket, list(people.values()), "name")
    return [_line(row, details[row.pk]["detail"], people.get(row.person_id), names, led) for row in rows]


def find_conflict(actor: Actor, conflict_id: UUID) -> Conflict:
    """A conflict of the agency's staff, nothing of it opened; NotKnown where there is none or it is the actor's own."""
    require_oversee(actor, CONFLICT_LIFTED)
    theirs = Conflict.objects.filter(owner_id=actor.agency_id).exclude(user_id=actor.principal)
    conflict = theirs.filter(pk=conflict_id).first()
    if conflict is None:
        raise NotKnown(CONFLICT_LIFTED, Subject("conflict", conflict_id))
    return conflict


def person_of_case(actor: Actor, reference: str) -> Person:
    """The person of a case that the actor may see or whose agency they audit, nothing opened; else NotKnown.

    Refuses (NotPermitted) an actor who does not look after conflicts.
    """
    require_oversee(actor, CONFLICT_DECLARED)
    seen = Q(pk__in=visible_cases(actor).values("pk"))
    audited = Q(owner_id=actor.agency_id) if actor.has(Role.IG_OFFICER) else Q()
    theirs = Case.objects.filter(seen | audited, ~in_conflict(actor, "person"), reference=reference)
    case = theirs.select_related("person").first()
    if case is None:
        raise NotKnown(CONFLICT_DECLARED, Subject("case", reference))
    return case.person


def _line(
    row: Conflict, detail: object, person: Person | None, names: dict[UUID, dict[str, object]], led: list[Case]
) -> ConflictLine:
    known = detail if isinstance(detail, dict) else {}
    return ConflictLine(
        conflict=row,
        kind=Kind(known["kind"]).label if known else "",
        words=show(detail if isinstance(detail, Shut) else known.get("words"), row.owner),
        name=show_name(names[person.pk]["name"], person.owner) if person else None,
        leads=tuple(case for case in led if (case.person_id, case.lead_id) == (row.person_id, row.user_id)),
    )
