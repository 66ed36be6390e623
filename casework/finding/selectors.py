"""Answers whether a person is known, to the actor or to anyone the actor may know about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.acts import PEOPLE_SEARCHED, PERSON_LOOKED_AT
from casework.cases.models import Case
from casework.cases.policies import visible_cases, visible_people
from casework.people.details import PersonDetails, indexed
from casework.people.models import AliasKind, IdentifierKind, Person, PersonIdentifier, PersonIndex
from casework.people.policies import require_add
from casework.shown import Shown, open_for_page, show, show_birth, show_name
from vault.indexes import blind_indexes
from vault.opening import Shut

MOST = 50
WORDS = {
    PersonIndex.Field.FULL_NAME: "Same name",
    PersonIndex.Field.FAMILY_NAME: "Same family name",
    PersonIndex.Field.BIRTH: "Same date of birth",
    PersonIndex.Field.IDENTIFIER: "Same identifier",
}
STRENGTH = {
    PersonIndex.Field.IDENTIFIER: 8,
    PersonIndex.Field.FULL_NAME: 4,
    PersonIndex.Field.BIRTH: 2,
    PersonIndex.Field.FAMILY_NAME: 1,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may be the one looked for, and why."""

    person: Person
    name: Shown
    born: Shown
    reasons: tuple[str, ...]
    strength: int


@dataclass(frozen=True, slots=True)
class OpenedPerson:
    """A person as the actor may see them, with the cases of theirs that the actor may see."""

    person: Person
    name: Shown
    born: Shown
    aliases: tuple[tuple[str, Shown], ...]
    identifiers: tuple[tuple[str, Shown], ...]
    cases: tuple[Case, ...]


def find_people(actor: Actor, sought: PersonDetails) -> list[Candidate]:
    """People who share a name, date of birth or identifier with the one sought, the likeliest first; at most 50.

    A date of birth alone finds nobody. The search is written down, what was typed is not.
    """
    require_add(actor, PEOPLE_SEARCHED)
    matches = _matches(actor, sought)
    visible = visible_people(actor).filter(pk__in=list(matches)).values_list("pk", flat=True)
    likeliest = sorted(visible, key=lambda pk: (-_strength(matches[pk]), pk))[:MOST]
    rows = Person.objects.select_related("owner").in_bulk(likeliest)
    people = [rows[pk] for pk in likeliest]
    with event(PEOPLE_SEARCHED, by=actor, facts={"shown": len(people)}) as ticket:
        opened = open_for_page(actor, ticket, people, "name date_of_birth particulars")
    return [_candidate(person, opened[person.pk], matches[person.pk]) for person in people]


def open_person(actor: Actor, person_id: UUID) -> OpenedPerson:
    """Open a person and write down the look; NotKnown where there is none or they are not theirs to know."""
    person = visible_people(actor).select_related("owner").filter(pk=person_id).first()
    if person is None:
        raise NotKnown(PERSON_LOOKED_AT, Subject("person", person_id))
    identifiers = list(PersonIdentifier.objects.filter(person=person).select_related("owner").order_by("pk"))
    cases = tuple(
        visible_cases(actor).filter(person=person).select_related("owner", "lead").order_by("-priority", "-id")
    )
    subject, purpose = Subject("person", person.pk, person.owner_id), cases[0].purpose if cases else ""
    with event(PERSON_LOOKED_AT, by=actor, subject=subject, purpose=purpose) as ticket:
        opened = open_for_page(actor, ticket, [person], "name date_of_birth particulars aliases")[person.pk]
        numbers = open_for_page(actor, ticket, identifiers, "detail")
    return OpenedPerson(
        person=person,
        name=show_name(opened["name"], person.owner),
        born=show_birth(opened["date_of_birth"], opened["particulars"], person.owner),
        aliases=_aliases(person, opened["aliases"]),
        identifiers=tuple(_identifier(row, numbers[row.pk]["detail"]) for row in identifiers),
        cases=cases,
    )


def likely_duplicates(actor: Actor, people: Iterable[PersonDetails]) -> list[list[UUID]]:
    """For each of many people about to be added, those the actor may know of who may be the same: ids, nothing opened.

    Likely means the same identifier, or the same name with the same date of birth.
    """
    wanted = _tokens(actor, people)
    tokens = {token for one in wanted for _, token in one}
    at: dict[tuple[str, bytes], set[UUID]] = defaultdict(set)
    # Two statements: joined, the database would rather go through all people than trust the index on tokens.
    indexed_rows = PersonIndex.objects.filter(partnership_id=actor.partnership_id, token__in=list(tokens))
    rows = list(indexed_rows.values_list("field", "token", "person_id"))
    known = visible_people(actor).filter(owner_id=actor.agency_id, pk__in={person_id for *_, person_id in rows})
    own = set(known.values_list("pk", flat=True))
    for field, token, person_id in rows:
        if person_id in own:
            at[field, bytes(token)].add(person_id)
    return [sorted(_likely(one, at)) for one in wanted]


def has_likely_duplicates(actor: Actor, details: PersonDetails, *, besides: UUID) -> bool:
    """Whether the actor may know of somebody who is likely the same; not counting the one who has this id."""
    (likely,) = likely_duplicates(actor, [details])
    return bool(set(likely) - {besides})


def _tokens(actor: Actor, people: Iterable[PersonDetails]) -> list[set[tuple[str, bytes]]]:
    each = [sorted(indexed(details)) for details in people]
    tokens = iter(blind_indexes(actor.partnership_id, [what for one in each for what in one]))
    return [{(field, next(tokens)) for field, _ in one} for one in each]


def _likely(wanted: set[tuple[str, bytes]], at: dict[tuple[str, bytes], set[UUID]]) -> set[UUID]:
    found: dict[str, set[UUID]] = defaultdict(set)
    for field, token in wanted:
        found[field] |= at.get((field, token), set())
    same = found[PersonIndex.Field.FULL_NAME] & found[PersonIndex.Field.BIRTH]
    return found[PersonIndex.Field.IDENTIFIER] | same


def _matches(actor: Actor, sought: PersonDetails) -> dict[UUID, set[str]]:
    (wanted,) = _tokens(actor, [sought])
    rows = PersonIndex.objects.filter(partnership_id=actor.partnership_id, token__in=[token for _, token in wanted])
    found: dict[UUID, set[str]] = defaultdict(set)
    for person_id, field, token in rows.values_list("person_id", "field", "token"):
        if (field, bytes(token)) in wanted:
            found[person_id].add(field)
    return {pk: fields for pk, fields in found.items() if fields != {PersonIndex.Field.BIRTH.value}}


def _strength(fields: set[str]) -> int:
    return sum(STRENGTH[PersonIndex.Field(field)] for field in fields)


def _candidate(person: Person, opened: dict[str, object], fields: set[str]) -> Candidate:
    told = set(fields) - ({PersonIndex.Field.FAMILY_NAME.value} if PersonIndex.Field.FULL_NAME in fields else set())
    return Candidate(
        person=person,
        name=show_name(opened["name"], person.owner),
        born=show_birth(opened["date_of_birth"], opened["particulars"], person.owner),
        reasons=tuple(words for field, words in WORDS.items() if field.value in told),
        strength=_strength(fields),
    )


def _aliases(person: Person, aliases: object) -> tuple[tuple[str, Shown], ...]:
    if isinstance(aliases, Shut):
        return (("Other names", show(aliases, person.owner)),)
    rows = aliases if isinstance(aliases, list) else []
    return tuple((AliasKind(row["kind"]).label, show(row["text"], person.owner)) for row in rows)


def _identifier(row: PersonIdentifier, detail: object) -> tuple[str, Shown]:
    if isinstance(detail, Shut) or not isinstance(detail, dict):
        return "Identifier", show(detail, row.owner)
    return IdentifierKind(detail["type"]).label, show(detail["value"], row.owner)
