"""Adding people as one agency knows them."""

from collections.abc import Sequence
from uuid import UUID

from accounts.actor import Actor
from audit.ledger.events import Subject, event
from casework.acts import PERSON_ADDED
from casework.people.details import PersonDetails, indexed
from casework.people.models import Person, PersonIdentifier, PersonIndex
from vault.ids import uuid7
from vault.indexes import blind_indexes
from vault.opening import seal

BATCH = 500


def add_person(*, actor: Actor, details: PersonDetails) -> Person:
    """Add one person to the actor's agency."""
    person_id = uuid7()
    with event(PERSON_ADDED, by=actor, subject=Subject("person", person_id, actor.agency_id)):
        return write_people(actor, [(person_id, details)])[0]


def write_people(actor: Actor, people: Sequence[tuple[UUID, PersonDetails]]) -> list[Person]:
    """Insert people with their identifiers and indexes under the event now open, for verbs that add many at once."""
    written: list[Person] = []
    for start in range(0, len(people), BATCH):
        written += _write_batch(actor, people[start : start + BATCH])
    return written


def _write_batch(actor: Actor, people: Sequence[tuple[UUID, PersonDetails]]) -> list[Person]:
    tenant = {"partnership_id": actor.partnership_id, "owner_id": actor.agency_id}
    persons = [Person(id=pk, **tenant) for pk, _ in people]
    seal(actor.agency_id, [(row, _sealed(details)) for row, (_, details) in zip(persons, people, strict=True)])
    Person.objects.bulk_create(persons)
    identifiers = [
        (PersonIdentifier(person_id=pk, **tenant), {"detail": {"type": kind.value, "value": value}})
        for pk, details in people
        for kind, value in details.identifiers
    ]
    seal(actor.agency_id, identifiers)
    PersonIdentifier.objects.bulk_create([row for row, _ in identifiers])
    found_by = [(pk, *what) for pk, details in people for what in sorted(indexed(details))]
    tokens = blind_indexes(actor.partnership_id, [(field, text) for _, field, text in found_by])
    PersonIndex.objects.bulk_create(
        [
            PersonIndex(person_id=pk, field=field, token=token, **tenant)
            for (pk, field, _), token in zip(found_by, tokens, strict=True)
        ]
    )
    return persons


def _sealed(details: PersonDetails) -> dict[str, object]:
    name = {"given": details.given, "other": details.other, "family": details.family}
    return {
        "name": {part: text for part, text in name.items() if text},
        "date_of_birth": details.born.date if details.born else None,
        "particulars": {"birth_precision": details.born.precision.value} if details.born else None,
        "aliases": [{"kind": kind.value, "text": text} for kind, text in details.aliases] or None,
    }
