"""One verb for each thing that is done to a contact point or an address; nothing is rewritten."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.events import event
from casework.acts import ADDRESS_CHECKED, CASE_LOOKED_AT, WHEREABOUTS_CHANGED, WHEREABOUTS_CONFIRMED
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.contact_details.policies import require_keeping, require_second_person
from casework.inserting import insert
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.safe_contact.policies import waiting_addresses
from casework.shown import open_for_page
from casework.whereabouts.details import AddressDetail, PointDetail, problems
from casework.whereabouts.models import Address, Channel, ContactPoint, PhoneCode, Whereabouts
from casework.whereabouts.phones import numbers_in, phone_code
from vault.ids import uuid7
from vault.opening import seal

CATEGORIES = {
    (ContactPoint, Role.VICTIM): Category.SAFE_CONTACT,
    (ContactPoint, Role.OFFENDER): Category.CONTACT,
    (Address, Role.VICTIM): Category.VICTIM_LOCATION,
    (Address, Role.OFFENDER): Category.ADDRESS,
}
WITH_NUMBERS = {Channel.MOBILE, Channel.LANDLINE, Channel.THIRD_PARTY}


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What is written down: `replaces` is suppressed in the same moment; `id` makes a second sending harmless."""

    detail: PointDetail | AddressDetail
    confirmed_on: date | None = None
    replaces: Whereabouts | None = None
    id: UUID = field(default_factory=uuid7)


def keep(*, actor: Actor, case: Case, entry: Entry) -> Whereabouts:
    """Write down a contact point or an address, in place of another where one is named; sent twice, it is kept once.

    A new address of a victim stops all letters until a second person has checked it (practice, P14).
    Refuses whoever may not keep it (NotPermitted), what is incomplete (ValueError), an id that is there with other
    words (AlreadySent), and a row that is no longer current (ChangedMeanwhile).
    """
    kind = ContactPoint if isinstance(entry.detail, PointDetail) else Address
    require_keeping(actor, WHEREABOUTS_CHANGED, case, kind)
    if problems(entry.detail):
        raise ValueError("What is written down is incomplete: " + ", ".join(problems(entry.detail)))
    row = _keep_once(actor, case, kind, entry)
    if row is None:  # raised out here, so that the look at the words that are there stays written down
        raise AlreadySent
    return row


@transaction.atomic
def end(*, actor: Actor, case: Case, row: Whereabouts) -> None:
    """Suppress it from now on; it stays on record. Ending it again changes nothing. Refuses whoever may not keep it."""
    require_keeping(actor, WHEREABOUTS_CHANGED, case, type(row))
    _lock(case)
    if _current(case, row) is not None:
        with event(WHEREABOUTS_CHANGED, by=actor, subject=case.subject, purpose=case.purpose):
            _suppress(actor, row)


@transaction.atomic
def confirm(*, actor: Actor, case: Case, row: Whereabouts) -> None:
    """Say that the person confirmed it today.

    Refuses whoever may not keep it (NotPermitted), and what is suppressed (ChangedMeanwhile).
    """
    require_keeping(actor, WHEREABOUTS_CONFIRMED, case, type(row))
    _lock(case)
    current = _current(case, row)
    if current is None:
        raise ChangedMeanwhile
    with event(WHEREABOUTS_CONFIRMED, by=actor, subject=case.subject, purpose=case.purpose):
        current.confirmed_on, current.confirmed_by_id = timezone.localdate(), actor.principal
        current.save(update_fields=["confirmed_on", "confirmed_by"])


@transaction.atomic
def check_address(*, actor: Actor, case: Case, address: Address) -> None:
    """Say, as a second person, that a changed address is right, so that letters may go out again (practice, P14).

    Refuses whoever may not keep it or wrote it themselves (NotPermitted), and one that is suppressed
    (ChangedMeanwhile).
    """
    require_keeping(actor, ADDRESS_CHECKED, case, Address)
    require_second_person(actor, case, address)
    _lock(case)
    current = Address.objects.filter(case=case, pk=address.pk, ended_at=None).first()
    if current is None:
        raise ChangedMeanwhile
    if waiting_addresses().filter(pk=current.pk).exists():
        with event(ADDRESS_CHECKED, by=actor, subject=case.subject, purpose=case.purpose):
            current.checked_at, current.checked_by_id = timezone.now(), actor.principal
            current.save(update_fields=["checked_at", "checked_by"])


@transaction.atomic
def _keep_once(actor: Actor, case: Case, kind: type[Whereabouts], entry: Entry) -> Whereabouts | None:
    _lock(case)
    there = kind._base_manager.filter(pk=entry.id).first()
    if there is not None:
        return there if _says(actor, case, there, entry) else None
    if entry.replaces is not None and _current(case, entry.replaces) is None:
        raise ChangedMeanwhile
    now = timezone.now()  # after the lock, so that the moments of one case are in the order in which it changed
    row = kind(
        id=entry.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, role=case.role,
        category=CATEGORIES[kind, Role(case.role)], written_at=now,
        written_by_id=actor.principal, confirmed_on=entry.confirmed_on,
        confirmed_by_id=actor.principal if entry.confirmed_on else None,
    )  # fmt: skip
    with event(WHEREABOUTS_CHANGED, by=actor, subject=case.subject, purpose=case.purpose):
        if entry.replaces is not None:
            _suppress(actor, entry.replaces)
        seal(actor.agency_id, [(row, entry.detail.sealed())])
        insert(WHEREABOUTS_CHANGED, case.subject, row)
        _write_codes(case, row, entry.detail)
    return row


def _says(actor: Actor, case: Case, there: Whereabouts, entry: Entry) -> bool:
    """Whether the row that is there says what was sent again; a row of another case is not opened."""
    if there.case_id != case.pk:
        return False
    with event(CASE_LOOKED_AT, by=actor, subject=case.subject, purpose=case.purpose) as ticket:
        return open_for_page(actor, ticket, [there], "detail")[there.pk] == entry.detail.sealed()


def _lock(case: Case) -> None:
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _current(case: Case, row: Whereabouts) -> Whereabouts | None:
    return type(row)._base_manager.filter(case=case, pk=row.pk, ended_at=None).first()


def _suppress(actor: Actor, row: Whereabouts) -> None:
    row.ended_at, row.ended_by_id = timezone.now(), actor.principal
    row.save(update_fields=["ended_at", "ended_by"])
    PhoneCode.objects.filter(point_id=row.pk).delete()


def _write_codes(case: Case, row: Whereabouts, detail: PointDetail | AddressDetail) -> None:
    """Codes of the numbers on an offender case, by which a victim's record warns; a victim's number has none."""
    if case.role == Role.OFFENDER and isinstance(detail, PointDetail) and detail.channel in WITH_NUMBERS:
        PhoneCode.objects.bulk_create(
            PhoneCode(
                partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, point_id=row.pk,
                token=phone_code(case.partnership_id, number),
            )
            for number in sorted(set(numbers_in(detail.value)))
        )  # fmt: skip
