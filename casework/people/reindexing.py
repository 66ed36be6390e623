"""Making the codes of names anew for people who are there already: after an upgrade, or when the scheme changes.

A migration cannot do it, for it opens names. What is done stays done: a second run goes on where the first one stopped.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.actor import Actor, system_actor
from accounts.agencies.models import AgencyInPartnership
from accounts.context import acting
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import NAMES_INDEXED
from casework.people.codes import VERSION
from casework.people.details import as_opened
from casework.people.indexing import code_rows, exact_rows
from casework.people.models import IdentifierKind, NameCodes, Person, PersonIdentifier, PersonIndex
from vault.opening import Shut, Ticket, open_permitted, open_sealed

BATCH: Final = 500
FIELDS: Final = "name date_of_birth particulars aliases"
START: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How many people were done, and how many could not be opened; `last` is where to go on."""

    done: int = 0
    sealed: int = 0
    last: UUID = START


def refresh_indexes(actor: Actor, ticket: Ticket, person: Person) -> None:
    """Bring what a person is found by into step with what is known of them now, under the event of the change."""
    numbers = PersonIdentifier.objects.filter(person=person, removed_at=None)
    details = [value["detail"] for value in open_sealed(ticket, numbers, "detail").values()]
    known = as_opened(open_sealed(ticket, [person], FIELDS)[person.pk])
    identifiers = tuple((IdentifierKind(one["type"]), one["value"]) for one in details)
    drop_indexes(person)
    PersonIndex.objects.bulk_create(exact_rows(actor, [(person.pk, replace(known, identifiers=identifiers))]))
    NameCodes.objects.bulk_create(code_rows(actor, [(person.pk, known)]))


def drop_indexes(person: Person) -> None:
    """From now on nobody finds this person by a name, a date or a number; that a file brought them in stays."""
    PersonIndex.objects.filter(person=person).exclude(field=PersonIndex.Field.IMPORTED).delete()
    NameCodes.objects.filter(person=person).delete()


def indexers() -> Iterator[Actor]:
    """The product itself at work for every agency in every partnership."""
    for row in AgencyInPartnership.objects.order_by("pk"):
        yield system_actor("index", row.partnership_id, row.agency_id)


def index_agency(actor: Actor) -> Iterator[Reindexed]:
    """Do every person of the actor's agency whose codes are missing or of an older version, some hundreds at a time.

    Each yield is committed.
    """
    step = Reindexed()
    while True:
        with acting(actor):
            step = index_people(actor=actor, after=step.last)
        if not (step.done or step.sealed):
            return
        yield step


def index_people(*, actor: Actor, after: UUID = START) -> Reindexed:
    """Make the codes of the next 500 people of the actor's agency who need them.

    Refuses everyone but the product itself at work for an agency (NotPermitted).
    """
    if actor.kind != "system":
        raise NotPermitted(
            NAMES_INDEXED,
            actor.own_agency,
            words="The codes by which names are found are made by the product, not by a person.",
            resolver="whoever runs the product's servers",
        )
    current = NameCodes.objects.filter(person=OuterRef("pk"), version=VERSION)
    missing = Person.objects.filter(~Exists(current), owner_id=actor.agency_id, pk__gt=after, merged_into=None)
    people = list(missing.order_by("pk").select_for_update(of=("self",))[:BATCH])
    if not people:
        return Reindexed()
    with event(NAMES_INDEXED, by=actor, facts={"people": len(people)}) as ticket:
        opened = open_permitted(ticket, people, FIELDS)
        readable = [person.pk for person in people if not isinstance(opened[person.pk]["name"], Shut)]
        NameCodes.objects.filter(person__in=readable).delete()
        NameCodes.objects.bulk_create(code_rows(actor, [(pk, as_opened(opened[pk])) for pk in readable]))
    return Reindexed(len(readable), len(people) - len(readable), people[-1].pk)
