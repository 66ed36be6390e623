"""Reading what was said of a person: what holds now, and what was said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.acts import PERSON_CHANGED, PERSON_HISTORY_READ, PERSON_LOOKED_AT, RESTRICTED_PART_READ
from casework.cases.models import Case, CaseTeamPermission, CaseUserPermission
from casework.cases.policies import (
    known_as_offenders,
    offending_told_since,
    require_change_person,
    visible_cases,
    visible_people,
)
from casework.dates import Precision
from casework.particulars.models import PersonPart
from casework.particulars.vocabulary import ON_PERSON, RESTRICTED, Entity, Part
from casework.particulars.wording import in_words
from casework.people.details import identifier_text
from casework.people.models import TELLS_OF_OFFENDING, IdentifierKind, Person, PersonIdentifier, PersonIndex
from casework.shown import Shown, open_for_page, show, show_name
from vault.indexes import blind_index
from vault.opening import Shut, Ticket

FIELDS = "name date_of_birth particulars aliases"
Lines = tuple[tuple[str, Shown], ...]


@dataclass(frozen=True, slots=True, repr=False)
class PartShown:
    """One part in words, who recorded it and when, and until when it held; `lines` is empty where it stays shut.

    `by` is empty for what was there from the first.
    """

    part: Part
    lines: Lines = ()
    row: PersonPart | None = None
    by: str = ""

    @property
    def restricted(self) -> bool:
        """Whether it is opened on a page of its own alone."""
        return self.part in RESTRICTED


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """A person opened to be changed: what holds now of each part that was asked for, and their numbers."""

    person: Person
    name: Shown
    details: Mapping[Part, dict[str, object]]
    identifiers: tuple[tuple[PersonIdentifier, str, Shown], ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether this is a human being, not a business or a venue."""
        return self.details[Part.NAME].get("kind", Entity.PERSON) == Entity.PERSON


def shown_parts(actor: Actor, ticket: Ticket, person: Person) -> tuple[PartShown, ...]:
    """The parts beside the name, recorded or not, under the look that is already written down.

    A restricted part says only whether it is recorded.
    """
    held = PersonPart.objects.filter(person=person, superseded_at=None).exclude(part__in=ON_PERSON)
    rows = {Part(row.part): row for row in held.select_related("owner", "recorded_by")}
    opened = open_for_page(actor, ticket, [row for part, row in rows.items() if part not in RESTRICTED], "detail")
    lines = {part: _lines(row, opened[row.pk]["detail"]) for part, row in rows.items() if part not in RESTRICTED}
    return tuple(PartShown(part, lines.get(part, ()), rows.get(part)) for part in Part if part not in ON_PERSON)


def known_for_change(actor: Actor, person_id: UUID, *parts: Part) -> Known:
    """The person with what holds now of these parts; the look is written down, and a restricted part by itself.

    NotKnown where the actor may not know of the person; NotPermitted where they may read and not change.
    """
    person = find_person(actor, person_id)
    require_change_person(actor, PERSON_CHANGED, person)
    act = RESTRICTED_PART_READ if RESTRICTED & set(parts) else PERSON_LOOKED_AT
    with event(act, by=actor, subject=person.subject) as ticket:
        details = current(actor, ticket, person, *parts)
        numbers = shown_identifiers(actor, ticket, person)
    return Known(person, show_name(dict(details[Part.NAME]), person.owner), details, numbers)


def find_person(actor: Actor, person_id: UUID) -> Person:
    """One person the actor may know of; NotKnown where there is none, or they may not."""
    person = visible_people(actor).select_related("owner").filter(pk=person_id).first()
    if person is None:
        raise NotKnown(PERSON_LOOKED_AT, Subject("person", person_id))
    return person


def current(actor: Actor, ticket: Ticket, person: Person, *parts: Part) -> dict[Part, dict[str, object]]:
    """What holds now of the name and of these parts; an empty answer where nothing is recorded."""
    on_person = open_for_page(actor, ticket, [person], FIELDS)[person.pk]
    details: dict[Part, dict[str, object]] = {
        Part.NAME: _name(on_person), Part.OTHER_NAMES: {"names": on_person["aliases"] or []}
    }  # fmt: skip
    rows = list(PersonPart.objects.filter(person=person, part__in=set(parts) - set(ON_PERSON), superseded_at=None))
    opened = open_for_page(actor, ticket, rows, "detail")
    details.update({part: {} for part in parts if part not in ON_PERSON})
    details.update({Part(row.part): _answers(opened[row.pk]["detail"]) for row in rows})
    return details


def shown_identifiers(actor: Actor, ticket: Ticket, person: Person) -> tuple[tuple[PersonIdentifier, str, Shown], ...]:
    """The numbers that hold, with their kinds in words, as far as the actor may know them."""
    return tuple((row, *_number(row, detail)) for row, detail in identifiers_told(actor, ticket, person))


def identifiers_told(actor: Actor, ticket: Ticket, person: Person) -> list[tuple[PersonIdentifier, object]]:
    """The numbers that hold, opened.

    Those that tell of offending are left out for who sees no offender case of theirs, and for who sees a later one
    those that were there before it (invariant 4: no hint).
    """
    rows = list(PersonIdentifier.objects.filter(person=person, removed_at=None).select_related("owner").order_by("pk"))
    opened = open_for_page(actor, ticket, rows, "detail")
    since = offending_told_since(actor, person)
    found = [(row, opened[row.pk]["detail"]) for row in rows]
    return [(row, detail) for row, detail in found if not _tells(detail) or (since and row.created_at >= since)]


def same_number_elsewhere(actor: Actor, person: Person, kind: IdentifierKind, value: str) -> Person | None:
    """Another person of the agency, of those the actor may know of, who has the same number; opens nothing.

    A number that tells of offending is compared only with people whom the actor may know as offenders.
    """
    text = identifier_text(kind, value)
    if not text:
        return None
    token = blind_index(actor.partnership_id, PersonIndex.Field.IDENTIFIER, text)
    same = PersonIndex.objects.filter(
        partnership_id=actor.partnership_id, field=PersonIndex.Field.IDENTIFIER, token=token
    ).exclude(person=person)
    others = visible_people(actor).filter(owner_id=actor.agency_id, pk__in=same.values("person_id"))
    if kind in TELLS_OF_OFFENDING:
        others = others.filter(pk__in=known_as_offenders(actor).values("pk"))
    return others.order_by("pk").first()


def history(actor: Actor, person_id: UUID) -> tuple[Person, tuple[PartShown, ...]]:
    """The person, and everything said of them before and now, newest first.

    A restricted part is named with its dates and stays shut. Another agency is told what holds, not what was before.
    Whoever recorded something is named to who sees a case that they have, and is else their agency: the name of a
    colleague of another team would tell of a case in the other role.
    """
    person = find_person(actor, person_id)
    shared = visible_cases(actor).filter(person=person)
    named = _has_one(CaseUserPermission, shared, "user") | _has_one(CaseTeamPermission, shared, "group__user")
    with event(PERSON_HISTORY_READ, by=actor, subject=person.subject) as ticket:
        said = PersonPart.objects.filter(person=person).select_related("owner", "recorded_by")
        rows = list(said.annotate(named=named | Q(recorded_by=actor.principal)).order_by("-recorded_at", "-pk"))
        opened = open_for_page(actor, ticket, [row for row in rows if Part(row.part) not in RESTRICTED], "detail")
    shown = tuple(
        PartShown(Part(row.part), _lines(row, opened[row.pk]["detail"]) if row.pk in opened else (), row, _by(row))
        for row in rows
    )
    return person, shown


def _has_one(grants: type[CaseUserPermission | CaseTeamPermission], cases: QuerySet[Case], user: str) -> Q:
    """Whether whoever recorded a part has one of these cases."""
    return Q(Exists(grants._default_manager.filter(content_object__in=cases, **{user: OuterRef("recorded_by")})))


def _by(row: PersonPart) -> str:
    if row.recorded_by is None:
        return ""
    return row.recorded_by.name if getattr(row, "named", False) else row.owner.name


def _name(on_person: Mapping[str, object]) -> dict[str, object]:
    """The name part as it is recorded, out of the columns of the person's row."""
    name, born, more = on_person["name"], on_person["date_of_birth"], on_person["particulars"]
    detail = dict(name) if isinstance(name, dict) else {}
    if isinstance(born, date):
        exact = Precision.EXACT.value
        precision = more.get("birth_precision", exact) if isinstance(more, dict) else exact
        detail |= {"born": born.isoformat(), "precision": precision}
    return detail


def _answers(detail: object) -> dict[str, object]:
    return detail if isinstance(detail, dict) else {}


def _lines(row: PersonPart, detail: object) -> Lines:
    part = Part(row.part)
    if isinstance(detail, Shut) or not isinstance(detail, dict):
        return ((part.label, show(detail, row.owner)),)
    return tuple((label, show(text, row.owner)) for label, text in in_words(part, detail))


def _number(row: PersonIdentifier, detail: object) -> tuple[str, Shown]:
    if isinstance(detail, Shut) or not isinstance(detail, dict):
        return "Identifier", show(detail, row.owner)
    return IdentifierKind(detail["type"]).label, show(detail["value"], row.owner)


def _tells(detail: object) -> bool:
    return isinstance(detail, dict) and IdentifierKind(detail["type"]) in TELLS_OF_OFFENDING
