"""Reading who is named, and, by those who are, what is protected: each opening is an event of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import event
from casework.acts import PROTECTED_OPENED, READER_ENDED
from casework.cases.models import Case, Role
from casework.cases.policies import visible_cases, visible_people
from casework.cases.selectors import OpenedCase, victim_case
from casework.people.rows import RowsOfHuman
from casework.safe_contact.cards import Card, Offer, Way, safe_approaches
from casework.safe_contact.models import HarmedBy, NamedReader, Part, ProtectedWords
from casework.safe_contact.policies import (
    acknowledged_until,
    letters_wait,
    names_readers,
    parts_read,
    reads,
    require_read,
    rule_changed_at,
)
from casework.safe_contact.rules import serves
from casework.shown import Shown, name_in_words, open_for_page, show
from casework.whereabouts.details import AddressDetail, PointDetail
from casework.whereabouts.models import Address, ContactPoint, PhoneCode, Whereabouts
from casework.whereabouts.phones import numbers_in, phone_code


@dataclass(frozen=True, slots=True)
class PartOverview:
    """One part without what it says: who is named, who was, whether anything is recorded, and what the reader may."""

    part: Part
    readers: tuple[NamedReader, ...]
    former: tuple[NamedReader, ...]
    recorded: bool
    may_read: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What is protected of a case, without a word of it.

    `harmed_by` holds only cases that the reader sees anyway, and `who_harms` the names of people whom they may know.
    """

    parts: tuple[PartOverview, ...]
    harmed_by: tuple[Case, ...]
    who_harms: tuple[str, ...]
    names_readers: bool


def who_harms(actor: Actor, opened: OpenedCase) -> dict[UUID, str]:
    """The names of those who are linked as harming the victim, by person, as far as the actor may know them."""
    linked = HarmedBy.objects.filter(case=opened.case).values("person_id")
    people = list(visible_people(actor).filter(pk__in=linked).select_related("owner").order_by("pk"))
    names = open_for_page(actor, opened.ticket, people, "name")
    return {one.pk: name_in_words(names[one.pk]["name"]) for one in people}


def overview(actor: Actor, opened: OpenedCase) -> Overview:
    """Who may read what of the case that was opened. NotKnown where the case is not a victim's."""
    case = victim_case(opened)
    rows = list(NamedReader.objects.filter(case=case).select_related("user", "added_by").order_by("pk"))
    recorded = set(ProtectedWords.objects.filter(case=case).values_list("part", flat=True))
    linked = HarmedBy.objects.filter(case=case).values("person_id")
    seen = visible_cases(actor).filter(person__in=linked, role=Role.OFFENDER).order_by("pk")
    parts = tuple(
        PartOverview(
            part=part,
            readers=tuple(row for row in rows if row.part == part and row.ended_at is None),
            former=tuple(row for row in rows if row.part == part and row.ended_at is not None),
            recorded=part.value in recorded,
            may_read=reads(actor, case, part),
        )
        for part in Part
    )
    named = tuple(who_harms(actor, opened).values())
    return Overview(parts, tuple(seen), named, names_readers(actor, case))


def open_protected(actor: Actor, opened: OpenedCase, part: Part) -> Shown:
    """One part in words, the opening written down by itself; refuses (NotPermitted) whoever is not named for it."""
    case = victim_case(opened)
    require_read(actor, PROTECTED_OPENED, case, part)
    row = ProtectedWords.objects.filter(case=case, part=part).first()
    subject, facts = case.subject, {"part": part.value}
    with event(PROTECTED_OPENED, by=actor, subject=subject, purpose=case.purpose, facts=facts) as ticket:
        words = open_for_page(actor, ticket, [row], "words")[row.pk]["words"] if row else None
    return show(words, case.owner)


def find_reader(case: Case, reader_id: UUID) -> NamedReader:
    """Somebody named for the case; NotKnown where nobody is behind this id."""
    reader = NamedReader.objects.filter(case=case, pk=reader_id).first()
    if reader is None:
        raise NotKnown(READER_ENDED, case.subject)
    return reader


def find_offender(actor: Actor, case: Case, reference: str) -> Case | None:
    """An offender case of somebody else that the actor sees; none where there is no such case or it is hidden."""
    others = visible_cases(actor).filter(role=Role.OFFENDER).exclude(person=case.person_id)
    return others.filter(reference=reference).first()


def card(actor: Actor, opened: OpenedCase) -> Card | None:
    """What the actor may know of contacting the person; None on an offender case, where there is no such rule.

    The full rule for people who are named, as an opening of its own; for all others, through whom contact goes.
    """
    case = opened.case
    if case.role != Role.VICTIM:
        return None
    parts = parts_read(actor, case)
    if Part.CONTACT not in parts:
        return _card_of_others(actor, case, reads_location=Part.LOCATION in parts)
    return _full_card(actor, case, reads_location=Part.LOCATION in parts)


def _card_of_others(actor: Actor, case: Case, *, reads_location: bool) -> Card:
    """Through whom contact goes: those who are named, or the desk of the agency that works the case.

    Where nobody is named yet, who names somebody.
    """
    if case.owner_id != actor.agency_id:
        return Card(False, reads_location, through=(f"{case.owner.liaison} at {case.owner.name}",))
    named = NamedReader.objects.filter(case=case, part=Part.CONTACT, ended_at=None).order_by("pk")
    through = tuple(named.values_list("user__name", flat=True))
    if through:
        return Card(False, reads_location, through=through)
    names = case.lead.name if case.lead else f"a team manager at {case.owner.name}"
    return Card(False, reads_location, names_readers=names, may_name=names_readers(actor, case))


def _full_card(actor: Actor, case: Case, *, reads_location: bool) -> Card:
    """The card of somebody who is named; that they are has been asked."""
    rule_at = rule_changed_at(case)
    until = acknowledged_until(actor, case, rule_at)
    rows = list(current_points(case))
    details = _points(_open_part(actor, case, Part.CONTACT, rows))
    shared = shared_phones(case, details.values())
    waiting = letters_wait(case)
    posts = reads_location and not waiting and current_addresses(case).exists()
    offered = safe_approaches(list(details.values()), posts=posts)
    return Card(
        for_reader=True,
        reads_location=reads_location,
        ways=tuple(
            Way(
                point=row,
                detail=details[row.pk],
                acknowledged=any(serves(details[row.pk], one) for one in until),
                shared_phone=bool(shared & set(numbers_in(details[row.pk].value))),
            )
            for row in rows
            if row.pk in details
        ),
        offers=tuple(Offer(one, until.get(one)) for one in offered),
        letters_wait=waiting,
        version=rule_at.isoformat() if rule_at else "",
    )


def current_points(case: Case) -> QuerySet[ContactPoint]:
    """Contact points of the case that are not suppressed, the oldest first."""
    rows = ContactPoint.objects.filter(case=case, ended_at=None)
    return rows.select_related("confirmed_by", "written_by", "owner").order_by("pk")


def current_addresses(case: Case) -> QuerySet[Address]:
    """Addresses of the case that are not suppressed, the oldest first."""
    rows = Address.objects.filter(case=case, ended_at=None)
    return rows.select_related("confirmed_by", "checked_by", "written_by", "owner").order_by("pk")


def shared_phones(case: Case, points: Iterable[PointDetail]) -> set[str]:
    """Numbers of a victim case that are also on the record of somebody who harms its person.

    Looks only at offender cases of the people who are linked as harming them, by every row that linked agencies know
    them by, as far as the agency sees: any other match would tell of a case that the reader does not know. Nothing is
    shown on the offender's side.
    """
    numbers = {number for point in points for number in numbers_in(point.value)}
    who_harms = HarmedBy.objects.filter(case=case).values(row=RowsOfHuman("person_id"))
    codes = {phone_code(case.partnership_id, number): number for number in numbers}
    if not codes:
        return set()
    found = PhoneCode.objects.filter(
        token__in=list(codes), case__person__in=who_harms, point__ended_at=None
    ).values_list("token", flat=True)
    return {codes[bytes(token)] for token in found}


def open_points(actor: Actor, case: Case, rows: Sequence[ContactPoint]) -> dict[UUID, PointDetail]:
    """Contact points of a victim case as an opening of its own; one that cannot be opened is left out.

    Refuses (NotPermitted) whoever is not named to read them.
    """
    require_read(actor, PROTECTED_OPENED, case, Part.CONTACT)
    return _points(_open_part(actor, case, Part.CONTACT, rows))


def open_addresses(actor: Actor, case: Case, rows: Sequence[Address]) -> dict[UUID, AddressDetail]:
    """Addresses of a victim case as an opening of its own; one that cannot be opened is left out.

    Refuses (NotPermitted) whoever is not named to read them.
    """
    require_read(actor, PROTECTED_OPENED, case, Part.LOCATION)
    words = _open_part(actor, case, Part.LOCATION, rows)
    return {pk: AddressDetail.read(detail) for pk, detail in words.items()}


def _open_part(actor: Actor, case: Case, part: Part, rows: Sequence[Whereabouts]) -> dict[UUID, dict[str, str]]:
    subject, facts = case.subject, {"part": part.value}
    with event(PROTECTED_OPENED, by=actor, subject=subject, purpose=case.purpose, facts=facts) as ticket:
        words = open_for_page(actor, ticket, rows, "detail")
    return {row.pk: detail for row in rows if isinstance(detail := words[row.pk]["detail"], dict)}


def _points(words: Mapping[UUID, dict[str, str]]) -> dict[UUID, PointDetail]:
    return {pk: PointDetail.read(detail) for pk, detail in words.items()}
