"""What the page of contact details shows of a case in either role, each row as far as the reader may know it."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from casework.acts import WHEREABOUTS_CHANGED
from casework.cases.models import Case, Role
from casework.cases.selectors import OpenedCase
from casework.contact_details.policies import may_check, said_of_place
from casework.safe_contact.cards import Card, Way, is_stale
from casework.safe_contact.models import Part
from casework.safe_contact.policies import waiting_addresses
from casework.safe_contact.selectors import card, current_addresses, current_points, open_addresses, open_points
from casework.shown import open_for_page
from casework.whereabouts.details import AddressDetail, PointDetail
from casework.whereabouts.models import Address, ContactPoint, Place, Whereabouts

LIVED_IN: Final = frozenset(Place) - {Place.EXCLUDED_AREA, Place.BUSINESS, Place.CUSTODY}


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One address: what it says only once the rule was read for some way of contact, or where there is none to read.

    Whoever is named must be able to tell the emergency services where somebody is, also where no letter may go there.
    """

    address: Address
    detail: AddressDetail | None = field(repr=False)
    waits: bool
    may_check: bool

    @property
    def stale(self) -> bool:
        """Whether it was not confirmed lately."""
        return is_stale(self.address.confirmed_on)


@dataclass(frozen=True, slots=True)
class SuppressedLine:
    """That something is no longer used; `kind` is the word of its address, "ways" or "addresses"."""

    kind: str
    row: Whereabouts


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """The page: the card of a victim case, ways and addresses, what is suppressed, and what the reader may keep."""

    card: Card | None
    ways: tuple[Way, ...]
    addresses: tuple[AddressLine, ...]
    suppressed: tuple[SuppressedLine, ...]
    keeps_points: bool
    keeps_addresses: bool


def contact_details(actor: Actor, opened: OpenedCase) -> ContactDetails:
    """How and where to reach the person of the case that was opened, as far as the actor may know it."""
    if (shown := card(actor, opened)) is not None:
        return _of_victim(actor, opened, shown)
    points = list(current_points(opened.case))
    words = open_for_page(actor, opened.ticket, points, "detail")
    ways = [
        Way(row, PointDetail.read(detail), acknowledged=True, shared_phone=False)
        for row in points
        if isinstance(detail := words[row.pk]["detail"], dict)
    ]
    addresses = [
        AddressLine(row, detail, waits=False, may_check=False) for row, detail in _addresses_of_offender(actor, opened)
    ]
    may = opened.may_work
    return ContactDetails(None, tuple(ways), tuple(addresses), _suppressed(opened.case, set(Part)), may, may)


def ward_of(actor: Actor, opened: OpenedCase) -> str:
    """The ward where they live, by code: of the last address that was written down, has one, and has not ended.

    An area that they must stay out of is none of theirs, and often where somebody is whom they harmed.
    Empty for a victim: where they are is opened for nobody but the readers named for it.
    """
    if opened.case.role == Role.VICTIM:
        return ""
    today, found = timezone.localdate(), ""
    for _, detail in _addresses_of_offender(actor, opened):
        if detail.ward and detail.kind in LIVED_IN and (detail.ends_on is None or detail.ends_on >= today):
            found = detail.ward.value
    return found


def _addresses_of_offender(actor: Actor, opened: OpenedCase) -> list[tuple[Address, AddressDetail]]:
    rows = list(current_addresses(opened.case))
    words = open_for_page(actor, opened.ticket, rows, "detail")
    return [(row, AddressDetail.read(detail)) for row in rows if isinstance(detail := words[row.pk]["detail"], dict)]


def _of_victim(actor: Actor, opened: OpenedCase, shown: Card) -> ContactDetails:
    case = opened.case
    rows = list(current_addresses(case)) if shown.reads_location else []
    details = open_addresses(actor, case, rows) if rows and (shown.acknowledged or not shown.offers) else {}
    waiting = set(waiting_addresses().filter(case=case).values_list("pk", flat=True)) if rows else set()
    said = said_of_place(case) if waiting else None
    addresses = tuple(
        AddressLine(row, details.get(row.pk), waits, waits and opened.may_work and may_check(actor, row, said))
        for row, waits in ((row, row.pk in waiting) for row in rows)
    )
    named = {Part.CONTACT: shown.for_reader, Part.LOCATION: shown.reads_location}
    return ContactDetails(
        card=shown,
        ways=shown.ways,
        addresses=addresses,
        suppressed=_suppressed(case, {part for part in Part if named[part]}),
        keeps_points=opened.may_work and shown.for_reader,
        keeps_addresses=opened.may_work and shown.reads_location,
    )


def open_row(actor: Actor, opened: OpenedCase, row: Whereabouts) -> PointDetail | AddressDetail:
    """What one row says, for whoever keeps it; NotKnown where it cannot be opened.

    On a victim case that is an opening of its own, and refuses (NotPermitted) whoever is not named for its part.
    """
    found: PointDetail | AddressDetail | None
    if opened.case.role == Role.OFFENDER:
        words = open_for_page(actor, opened.ticket, [row], "detail")[row.pk]["detail"]
        kind = PointDetail if isinstance(row, ContactPoint) else AddressDetail
        found = kind.read(words) if isinstance(words, dict) else None
    elif isinstance(row, ContactPoint):
        found = open_points(actor, opened.case, [row]).get(row.pk)
    else:
        found = open_addresses(actor, opened.case, [row] if isinstance(row, Address) else []).get(row.pk)
    if found is None:
        raise NotKnown(WHEREABOUTS_CHANGED, opened.case.subject)
    return found


def find_row(case: Case, kind: type[Whereabouts], row_id: UUID) -> Whereabouts:
    """One row of the case, suppressed or not; NotKnown where nothing is behind this id."""
    found = kind._base_manager.select_related("written_by", "ended_by", "owner").filter(case=case, pk=row_id).first()
    if found is None:
        raise NotKnown(WHEREABOUTS_CHANGED, case.subject)
    return found


def find_address(case: Case, row_id: UUID) -> Address:
    """One address of a victim case; NotKnown where nothing is behind this id."""
    found = find_row(case, Address, row_id)
    if not isinstance(found, Address) or case.role != Role.VICTIM:
        raise NotKnown(WHEREABOUTS_CHANGED, case.subject)
    return found


def _suppressed(case: Case, parts: set[Part]) -> tuple[SuppressedLine, ...]:
    """What was replaced or ended, the latest first: who did so and when, not what it says."""
    kinds: dict[Part, tuple[str, type[Whereabouts]]] = {
        Part.CONTACT: ("ways", ContactPoint),
        Part.LOCATION: ("addresses", Address),
    }
    lines = [
        SuppressedLine(kinds[part][0], row)
        for part in parts
        for row in kinds[part][1]
        ._base_manager.filter(case=case, ended_at__isnull=False)
        .select_related("ended_by", "written_by")
    ]
    return tuple(sorted(lines, key=lambda line: line.row.pk, reverse=True))
