"""Adding people as one agency knows them."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from accounts.actor import Actor
from audit.ledger.events import Subject, event
from casework.acts import PERSON_ADDED, PERSON_LOOKED_AT
from casework.inserting import under_a_free_id
from casework.people.details import PersonDetails
from casework.people.indexing import code_rows, exact_rows
from casework.people.models import IdentifierKind, NameCodes, Person, PersonIdentifier, PersonIndex
from casework.people.policies import require_add
from casework.refusals import AlreadySent
from casework.shown import open_for_page
from vault.ids import uuid7
from vault.opening import Ticket, seal

BATCH = 500


def add_person(*, actor: Actor, details: PersonDetails, person_id: UUID | None = None) -> Person:
    """Add one person to the actor's agency; the same details sent again with one id add nobody.

    Refuses a role that adds nobody (NotPermitted), somebody without a name (ValueError), and an id that is there with
    other details (AlreadySent).
    """
    require_add(actor, PERSON_ADDED)
    person = _add_once(actor, person_id or uuid7(), details)
    if person is None:  # raised out here, so that the look at the details that are there stays written down
        raise AlreadySent
    return person


def write_people(actor: Actor, people: Sequence[tuple[UUID, PersonDetails]]) -> list[Person]:
    """Insert people with their identifiers and indexes under the event now open, for verbs that add many at once.

    Refuses somebody without a name (ValueError).
    """
    if not all(details.given or details.family for _, details in people):
        raise ValueError("A person needs a name.")
    written: list[Person] = []
    for start in range(0, len(people), BATCH):
        written += _write_batch(actor, people[start : start + BATCH])
    return written


@transaction.atomic
def _add_once(actor: Actor, person_id: UUID, details: PersonDetails) -> Person | None:
    with connection.cursor() as cursor:  # there is no row yet for a second sending to wait at
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"person {person_id}"])
    subject = Subject("person", person_id, actor.agency_id)
    there = Person.objects.filter(pk=person_id).first()
    if there is None:
        with event(PERSON_ADDED, by=actor, subject=subject), under_a_free_id(PERSON_ADDED, subject, Person):
            return write_people(actor, [(person_id, details)])[0]
    if there.owner_id != actor.agency_id:
        return None
    with event(PERSON_LOOKED_AT, by=actor, subject=subject) as ticket:
        return there if _says(actor, ticket, there, details) else None


def _says(actor: Actor, ticket: Ticket, person: Person, details: PersonDetails) -> bool:
    """Whether a person who is there has these details, which are then the same sent again."""
    sealed = _sealed(details)
    opened = open_for_page(actor, ticket, [person], " ".join(sealed))[person.pk]
    numbers = open_for_page(actor, ticket, PersonIdentifier.objects.filter(person=person).order_by("pk"), "detail")
    return opened == sealed and list(numbers.values()) == [_number(*one) for one in details.identifiers]


def _write_batch(actor: Actor, people: Sequence[tuple[UUID, PersonDetails]]) -> list[Person]:
    tenant = {"partnership_id": actor.partnership_id, "owner_id": actor.agency_id}
    persons = [Person(id=pk, **tenant) for pk, _ in people]
    seal(actor.agency_id, [(row, _sealed(details)) for row, (_, details) in zip(persons, people, strict=True)])
    Person.objects.bulk_create(persons)
    identifiers = [
        (PersonIdentifier(person_id=pk, **tenant), _number(*one))
        for pk, details in people
        for one in details.identifiers
    ]
    seal(actor.agency_id, identifiers)
    PersonIdentifier.objects.bulk_create([row for row, _ in identifiers])
    PersonIndex.objects.bulk_create(exact_rows(actor, people))
    NameCodes.objects.bulk_create(code_rows(actor, people))
    return persons


def _sealed(details: PersonDetails) -> dict[str, object]:
    name = {"given": details.given, "other": details.other, "family": details.family}
    return {
        "name": {part: text for part, text in name.items() if text},
        "date_of_birth": details.born.date if details.born else None,
        "particulars": {"birth_precision": details.born.precision.value} if details.born else None,
        "aliases": [{"kind": kind.value, "text": text} for kind, text in details.aliases] or None,
    }


def _number(kind: IdentifierKind, value: str) -> dict[str, object]:
    return {"detail": {"type": kind.value, "value": value}}
