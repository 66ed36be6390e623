"""What a merge does to the two rows of a person, and its undoing: under the merge's event, by whoever decides it."""

from collections.abc import Mapping

from django.utils import timezone

from accounts.actor import Actor
from casework.cases.granting import sync_person
from casework.merging.selectors import sides_of
from casework.merging.sides import Side, numbers_to_copy, outcome
from casework.particulars.models import PersonPart
from casework.particulars.services import keep_first, put_on_person, record_part
from casework.particulars.vocabulary import ON_PERSON, Part
from casework.people.models import Person, PersonIdentifier
from casework.people.reindexing import drop_indexes, refresh_indexes
from casework.shown import open_for_page
from vault.opening import Ticket, open_sealed, seal


def take_over(
    actor: Actor, ticket: Ticket, kept: Person, merged: Person, chosen: Mapping[Part, Side]
) -> dict[str, object]:
    """Let the kept row say what was chosen; gives what an undo needs: the rows that held before, the numbers copied."""
    before, theirs = sides_of(actor, ticket, kept, merged)
    held: dict[str, str] = {}
    for part, (_, detail) in outcome(before, theirs, chosen).items():
        if detail == before[part]:
            continue
        if part in ON_PERSON and not PersonPart.objects.filter(person=kept, part=part).exists():
            keep_first(actor, kept, part, before[part])
        row = PersonPart.objects.filter(person=kept, part=part, superseded_at=None).first()
        held[part.value] = str(row.pk) if row else ""
        record_part(actor, kept, part, detail)
        if part in ON_PERSON:
            put_on_person(actor, kept, part, detail)
    return {"held": held, "numbers": _copy_numbers(actor, ticket, kept, merged)}


def give_back(actor: Actor, ticket: Ticket, kept: Person, done: Mapping[str, Mapping[str, str]]) -> None:
    """Let the kept row say again what it did; what it said in between stays in its history."""
    for name, row_id in done["held"].items():
        part = Part(name)
        if not row_id:
            PersonPart.objects.filter(person=kept, part=part, superseded_at=None).update(superseded_at=timezone.now())
            continue
        row = PersonPart.objects.get(pk=row_id, person=kept)
        detail = open_sealed(ticket, [row], "detail")[row.pk]["detail"]
        record_part(actor, kept, part, detail)
        if part in ON_PERSON:
            put_on_person(actor, kept, part, detail)
    now, copied = timezone.now(), list(PersonIdentifier.objects.filter(pk__in=list(done["numbers"]), person=kept))
    for number in copied:
        number.removed_at, number.removed_by_id = now, actor.principal
    seal(actor.agency_id, [(number, {"removal": "The merge by which it came was undone"}) for number in copied])
    PersonIdentifier.objects.bulk_update(copied, ["removed_at", "removed_by", "removal"])


def retire(merged: Person, kept: Person) -> None:
    """The merged row is found by nothing any more, before the rows that name it are moved."""
    drop_indexes(merged)
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])


def settle(actor: Actor, ticket: Ticket, kept: Person, merged: Person) -> None:
    """Bring indexes and keys of both rows into step with what they now are."""
    kept.version += 1
    kept.save(update_fields=["version"])
    refresh_indexes(actor, ticket, kept)
    if merged.merged_into_id is None:
        refresh_indexes(actor, ticket, merged)
    for person in (kept, merged):
        sync_person(person.pk, person.owner_id)


def _copy_numbers(actor: Actor, ticket: Ticket, kept: Person, merged: Person) -> list[str]:
    own, theirs = (list(open_for_page(actor, ticket, _numbers(person), "detail").values()) for person in (kept, merged))
    details = numbers_to_copy([one["detail"] for one in own], [one["detail"] for one in theirs])  # type: ignore[misc]
    rows = [
        PersonIdentifier(
            partnership_id=kept.partnership_id, owner_id=kept.owner_id, person=kept, added_by_id=actor.principal
        )
        for _ in details
    ]
    seal(actor.agency_id, [(row, {"detail": dict(detail)}) for row, detail in zip(rows, details, strict=True)])
    PersonIdentifier.objects.bulk_create(rows)
    return [str(row.pk) for row in rows]


def _numbers(person: Person) -> list[PersonIdentifier]:
    return list(PersonIdentifier.objects.filter(person=person, removed_at=None).order_by("pk"))
