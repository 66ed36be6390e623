"""Reading what may be one human being: likely others of a person, proposals to decide, and two rows side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.acts import MERGE_LOOKED_AT, MERGES_LISTED, SAME_PERSON_SOUGHT
from casework.cases.models import Case
from casework.cases.policies import require_change_person, visible_cases, visible_people
from casework.finding.selectors import Candidate, find_people
from casework.merging.models import KeptApart, Merge, State
from casework.merging.policies import UNDO_WITHIN, open_to, open_to_decide, require_decides
from casework.merging.sides import Details, choices, outcome
from casework.particulars.selectors import current, find_person, identifiers_told
from casework.particulars.vocabulary import RESTRICTED, Part
from casework.particulars.wording import born_of, in_words, names_of
from casework.people.details import PersonDetails
from casework.people.models import AliasKind, IdentifierKind, Person, PersonIdentifier
from casework.shown import Shown, open_for_page, show, show_name
from vault.opening import Ticket

MOST: Final = 50
Line = tuple[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Apart:
    """A row that is kept apart from this one, and why."""

    apart: KeptApart
    name: Shown
    why: Shown


@dataclass(frozen=True, slots=True, repr=False)
class Others:
    """Who may be the same as a person, of one's own agency or another's, and who was said not to be."""

    person: Person
    name: Shown
    candidates: tuple[Candidate, ...]
    apart: tuple[Apart, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Proposal:
    """A merge with the two names."""

    merge: Merge
    kept: Shown
    merged: Shown


@dataclass(frozen=True, slots=True, repr=False)
class PartBeside:
    """One part of both rows in words; `asks` where somebody has to choose."""

    part: Part
    kept: tuple[Line, ...]
    merged: tuple[Line, ...]
    asks: bool
    shut: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Preview:
    """What a merge will do: both rows part by part, the names and numbers that are joined, and the cases together.

    Where a victim is, and how to contact them, is on cases and never here (governance VIC-01).
    """

    merge: Merge
    why: Shown
    kept: Shown
    merged: Shown
    parts: tuple[PartBeside, ...]
    names: tuple[Line, ...]
    numbers: tuple[Line, ...]
    cases: tuple[Case, ...]

    @property
    def asks(self) -> tuple[PartBeside, ...]:
        """The parts of which somebody has to choose one side."""
        return tuple(part for part in self.parts if part.asks)


def others_of(actor: Actor, person_id: UUID) -> Others:
    """Who may be the same human being, of those the actor may know of; without those that are kept apart from this row.

    NotKnown where the actor may not know of the person, NotPermitted where they work no case of theirs.
    """
    person = find_person(actor, person_id)
    require_change_person(actor, SAME_PERSON_SOUGHT, person)
    rows = list(KeptApart.objects.filter(one=person, lifted_at=None).select_related("owner").order_by("pk"))
    with event(SAME_PERSON_SOUGHT, by=actor, subject=person.subject) as ticket:
        details = current(actor, ticket, person)
        numbers = [detail for _, detail in identifiers_told(actor, ticket, person)]
        whys = open_for_page(actor, ticket, rows, "why")
        seen = visible_people(actor).filter(pk__in=[row.other_id for row in rows]).select_related("owner")
        apart_people = {one.pk: one for one in seen}
        names = open_for_page(actor, ticket, list(apart_people.values()), "name")
    found = find_people(actor, _sought(details, numbers))
    barred = {row.other_id for row in rows} | set(
        KeptApart.objects.filter(other=person, lifted_at=None).values_list("one_id", flat=True)
    )
    return Others(
        person=person,
        name=show_name(dict(details[Part.NAME]), person.owner),
        candidates=tuple(one for one in found.candidates if one.person.pk not in {person.pk, *barred}),
        apart=tuple(
            Apart(row, show_name(names[row.other_id]["name"], row.owner), show(whys[row.pk]["why"], row.owner))
            for row in rows
            if row.other_id in apart_people
        ),
    )


def find_other(actor: Actor, other_id: UUID) -> Person:
    """The other row of a pair; NotKnown where the actor may not know of them."""
    return find_person(actor, other_id)


def find_apart(actor: Actor, person_id: UUID, apart_id: UUID) -> KeptApart:
    """What keeps a person the actor may know of apart from another; NotKnown where there is none."""
    person = find_person(actor, person_id)
    row = KeptApart.objects.filter(one=person, pk=apart_id).select_related("one", "one__owner").first()
    if row is None:
        raise NotKnown(SAME_PERSON_SOUGHT, person.subject)
    return row


def proposals(actor: Actor) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """Merges that the actor may decide, the oldest first, and those that they may still undo; at most 50 of each.

    Refuses (NotPermitted) who decides none. What somebody may not decide is not there, and no number tells of it.
    """
    require_decides(actor, MERGES_LISTED)
    waiting = list(
        open_to_decide(actor).select_related("kept__owner", "merged__owner", "proposed_by").order_by("pk")[:MOST]
    )
    recent = open_to(actor).filter(state=State.DONE, decided_at__gt=timezone.now() - UNDO_WITHIN)
    done = list(recent.select_related("kept__owner", "merged__owner", "decided_by").order_by("-decided_at")[:MOST])
    people = {person.pk: person for row in (*waiting, *done) for person in (row.kept, row.merged)}
    with event(MERGES_LISTED, by=actor, facts={"shown": len(waiting) + len(done)}) as ticket:
        names = open_for_page(actor, ticket, list(people.values()), "name")

    def line(row: Merge) -> Proposal:
        kept, merged = (show_name(names[one.pk]["name"], one.owner) for one in (row.kept, row.merged))
        return Proposal(row, kept, merged)

    return tuple(line(row) for row in waiting), tuple(line(row) for row in done)


def find_merge(actor: Actor, merge_id: UUID) -> Merge:
    """A merge that the actor may decide or undo, or has; NotKnown where there is none, or something of it is hidden."""
    require_decides(actor, MERGE_LOOKED_AT)
    merge = open_to(actor).exclude(proposed_by=actor.principal, state=State.PROPOSED).filter(pk=merge_id)
    found = merge.select_related("kept__owner", "merged__owner", "proposed_by", "decided_by").first()
    if found is None:
        raise NotKnown(MERGE_LOOKED_AT, Subject("merge", merge_id))
    return found


def preview(actor: Actor, merge_id: UUID) -> Preview:
    """Both rows side by side before they are merged, and what will stand on the one that is kept."""
    merge = find_merge(actor, merge_id)
    kept, merged = merge.kept, merge.merged
    with event(MERGE_LOOKED_AT, by=actor, subject=kept.subject, facts={"merge": merge.pk}) as ticket:
        why = open_for_page(actor, ticket, [merge], "why")[merge.pk]["why"]
        ours, theirs = sides_of(actor, ticket, kept, merged)
        rows = PersonIdentifier.objects.filter(person__in=[kept, merged], removed_at=None).order_by("pk")
        numbers = open_for_page(actor, ticket, rows, "detail")
    cases = visible_cases(actor).filter(person__in=[kept, merged]).select_related("lead").order_by("-priority", "-id")
    joined = outcome(ours, theirs, {}).get(Part.OTHER_NAMES)
    return Preview(
        merge=merge,
        why=show(why, kept.owner),
        kept=show_name(dict(ours[Part.NAME]), kept.owner),
        merged=show_name(dict(theirs[Part.NAME]), merged.owner),
        parts=_beside(ours, theirs),
        names=tuple(in_words(Part.OTHER_NAMES, joined[1])) if joined else (),
        numbers=tuple(dict.fromkeys(_number(value["detail"]) for value in numbers.values())),
        cases=tuple(cases),
    )


def sides_of(actor: Actor, ticket: Ticket, kept: Person, merged: Person) -> tuple[Details, Details]:
    """What each of two rows says, part by part."""
    parts = tuple(Part)
    return current(actor, ticket, kept, *parts), current(actor, ticket, merged, *parts)


def _beside(kept: Details, merged: Details) -> tuple[PartBeside, ...]:
    asks = choices(kept, merged)
    return tuple(
        PartBeside(
            part=part,
            kept=tuple(in_words(part, kept[part])) if part not in RESTRICTED else (),
            merged=tuple(in_words(part, merged[part])) if part not in RESTRICTED else (),
            asks=part in asks,
            shut=part in RESTRICTED,
        )
        for part in Part
        if part is not Part.OTHER_NAMES and (kept[part] or merged[part])
    )


def _number(detail: object) -> Line:
    said = detail if isinstance(detail, dict) else {}
    return (IdentifierKind(said["type"]).label, said["value"]) if said else ("Identifier", "")


def _sought(details: Details, numbers: Iterable[object]) -> PersonDetails:
    name = details[Part.NAME]
    known = [detail for detail in numbers if isinstance(detail, dict)]
    return PersonDetails(
        given=str(name.get("given", "")),
        other=str(name.get("other", "")),
        family=str(name.get("family", "")),
        born=born_of(name),
        aliases=tuple((AliasKind(one["kind"]), one["text"]) for one in names_of(details[Part.OTHER_NAMES])),
        identifiers=tuple((IdentifierKind(one["type"]), one["value"]) for one in known),
    )
