"""Changing what is known of a person: what was said before is superseded and stays readable."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.events import event
from casework.acts import IDENTIFIER_ADDED, IDENTIFIER_REMOVED, PERSON_CHANGED, PERSON_LOOKED_AT
from casework.cases.policies import offending_told_since, require_change_person
from casework.inserting import insert
from casework.particulars.models import PersonPart
from casework.particulars.rules import Impossible, complaint_of_answers, complaint_of_life, complaint_of_name
from casework.particulars.selectors import current
from casework.particulars.vocabulary import CATEGORIES, ON_PERSON, Entity, Part
from casework.particulars.wording import born_of, died_of
from casework.people.models import TELLS_OF_OFFENDING, IdentifierKind, Person, PersonIdentifier
from casework.people.reindexing import refresh_indexes
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.shown import open_for_page
from vault.ids import uuid7
from vault.opening import seal

Said = Mapping[str, object]


def change_part(*, actor: Actor, person: Person, version: int, part: Part, said: Said) -> Person:
    """Record one part anew, in place of what held; searches find the person by what is now said.

    Refuses whoever works no case of theirs (NotPermitted), what cannot be so (Impossible, in words), and a person whom
    somebody else changed after this version (ChangedMeanwhile).
    """
    require_change_person(actor, PERSON_CHANGED, person)
    done = _change_once(actor, person, version, part, said)
    if isinstance(done, str):  # raised out here, so that the look at what is there stays written down
        raise Impossible(done)
    return done


def record_part(actor: Actor, person: Person, part: Part, said: Said) -> PersonPart:
    """Put one part in place of what held, under the event now open and with the person's row locked."""
    now = timezone.now()
    PersonPart.objects.filter(person=person, part=part, superseded_at=None).update(superseded_at=now)
    row = new_row(person, part)
    row.recorded_at, row.recorded_by_id = now, actor.principal if actor.kind == "user" else None
    seal(actor.agency_id, [(row, {"detail": dict(said)})])
    row.save(force_insert=True)
    return row


def new_row(person: Person, part: Part) -> PersonPart:
    """A row of one part, whose words are to be sealed."""
    return PersonPart(
        partnership_id=person.partnership_id, owner_id=person.owner_id, person=person, part=part,
        category=CATEGORIES[part],
    )  # fmt: skip


def put_on_person(actor: Actor, person: Person, part: Part, said: Said) -> None:
    """Let the person's own row say what now holds of the name or the other names."""
    if part is Part.OTHER_NAMES:
        values: dict[str, object] = {"aliases": said["names"] or None}
    else:
        born = born_of(said)
        values = {
            "name": {key: text for key, text in said.items() if key in {"given", "other", "family", "kind"} and text},
            "date_of_birth": born.date if born else None,
            "particulars": {"birth_precision": born.precision.value} if born else None,
        }
    seal(actor.agency_id, [(person, values)])
    person.save(update_fields=list(values))


def add_identifier(
    *,
    actor: Actor,
    person: Person,
    kind: IdentifierKind,
    value: str,
    issuer: str = "",
    identifier_id: UUID | None = None,
) -> PersonIdentifier:
    """Add a number by which somebody knows the person; the same one sent again adds nothing.

    Refuses whoever works no case of theirs, and numbers that tell of offending from who sees no offender case of
    theirs, who could not read it afterwards (NotPermitted); and an id that is there with another number (AlreadySent).
    """
    require_change_person(actor, IDENTIFIER_ADDED, person)
    if kind in TELLS_OF_OFFENDING and offending_told_since(actor, person) is None:
        raise NotPermitted(
            IDENTIFIER_ADDED,
            person.subject,
            words="Numbers of the police, prisons and probation are added on records of people who offend.",
            resolver="nobody: a victim's record does without it",
        )
    detail = {"type": kind.value, "value": value, **({"issuer": issuer} if issuer else {})}
    row = _add_once(actor, person, detail, identifier_id or uuid7())
    if row is None:  # raised out here, so that the look at the number that is there stays written down
        raise AlreadySent
    return row


@transaction.atomic
def remove_identifier(*, actor: Actor, person: Person, identifier: PersonIdentifier, reason: str) -> None:
    """Nobody is found by this number any more; that it stood here, and why it went, stays. A second time does nothing.

    Refuses whoever works no case of theirs (NotPermitted).
    """
    require_change_person(actor, IDENTIFIER_REMOVED, person)
    locked = _locked(person)
    row = PersonIdentifier.objects.select_for_update(of=("self",)).get(pk=identifier.pk, person=person)
    if row.removed_at:
        return
    with event(IDENTIFIER_REMOVED, by=actor, subject=person.subject, facts={"identifier": row.pk}) as ticket:
        row.removed_at, row.removed_by_id = timezone.now(), actor.principal
        seal(actor.agency_id, [(row, {"removal": reason})])
        row.save(update_fields=["removed_at", "removed_by", "removal"])
        _turn_version(locked)
        refresh_indexes(actor, ticket, locked)


@transaction.atomic
def _change_once(actor: Actor, person: Person, version: int, part: Part, said: Said) -> Person | str:
    locked = _locked(person)
    if locked.version != version:
        raise ChangedMeanwhile
    with event(PERSON_LOOKED_AT, by=actor, subject=person.subject) as ticket:
        held = current(actor, ticket, locked, part, Part.BACKGROUND)
    if complaint := _complaint(part, said, held):
        return complaint
    with event(PERSON_CHANGED, by=actor, subject=person.subject, facts={"part": part.value}) as ticket:
        if part in ON_PERSON and not PersonPart.objects.filter(person=locked, part=part).exists():
            keep_first(actor, locked, part, held[part])
        record_part(actor, locked, part, said)
        _turn_version(locked)
        if part in ON_PERSON:
            put_on_person(actor, locked, part, said)
            refresh_indexes(actor, ticket, locked)
    return locked


def _complaint(part: Part, said: Said, held: Mapping[Part, Said]) -> str:
    """Why this cannot be recorded, beside what holds of the other parts; empty where it can."""
    after = {**held, part: said}
    name = after[Part.NAME]
    kind, born, died = Entity(str(name.get("kind", Entity.PERSON))), born_of(name), died_of(after[Part.BACKGROUND])
    if part is Part.OTHER_NAMES:
        return ""
    if part is not Part.NAME:
        if kind is not Entity.PERSON:
            return "A business or venue has no particulars of a person."
        return complaint_of_answers(part, said) or complaint_of_life(born, died, timezone.localdate())
    given, family = str(name.get("given", "")), str(name.get("family", ""))
    wrong = complaint_of_name(kind, given=given, family=family, born=born)
    return wrong or complaint_of_life(born, died, timezone.localdate())


def keep_first(actor: Actor, person: Person, part: Part, held: Said) -> None:
    """What the row said before anybody changed it becomes the first entry of its history."""
    row = new_row(person, part)
    row.recorded_at = person.created_at
    seal(actor.agency_id, [(row, {"detail": dict(held)})])
    row.save(force_insert=True)


@transaction.atomic
def _add_once(actor: Actor, person: Person, detail: Said, identifier_id: UUID) -> PersonIdentifier | None:
    locked = _locked(person)
    there = PersonIdentifier.objects.filter(pk=identifier_id, person=person).first()
    if there:
        with event(PERSON_LOOKED_AT, by=actor, subject=person.subject) as ticket:
            said = open_for_page(actor, ticket, [there], "detail")[there.pk]["detail"]
        return there if said == detail else None
    row = PersonIdentifier(
        id=identifier_id, partnership_id=person.partnership_id, owner_id=person.owner_id, person=person,
        added_by_id=actor.principal if actor.kind == "user" else None,
    )  # fmt: skip
    with event(IDENTIFIER_ADDED, by=actor, subject=person.subject, facts={"identifier": row.pk}) as ticket:
        seal(actor.agency_id, [(row, {"detail": detail})])
        insert(IDENTIFIER_ADDED, person.subject, row)
        _turn_version(locked)
        refresh_indexes(actor, ticket, locked)
    return row


def _turn_version(person: Person) -> None:
    person.version += 1
    person.save(update_fields=["version"])


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
