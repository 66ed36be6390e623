"""Naming who reads where a victim is, writing it down, and saying who harms."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from audit.ledger.events import Facts, event
from casework.acts import CONTACT_ACKNOWLEDGED, HARM_LINKED, PROTECTED_CHANGED, READER_ENDED, READER_NAMED
from casework.cases.models import Case, Role
from casework.cases.policies import require_work, visible_people
from casework.people.models import Person
from casework.refusals import ChangedMeanwhile
from casework.safe_contact.models import Acknowledgement, Approach, HarmedBy, NamedReader, Part, ProtectedWords
from casework.safe_contact.policies import (
    require_nameable,
    require_named,
    require_naming,
    require_read,
    rule_changed_at,
)
from casework.safe_contact.rules import post_is_safe, serves
from casework.safe_contact.selectors import current_addresses, current_points, open_addresses, open_points
from casework.whereabouts.models import Said
from vault.opening import seal


@transaction.atomic
def name_reader(*, actor: Actor, case: Case, user: User, part: Part, reason: str) -> NamedReader:
    """Let a colleague read one part; whoever is named already stays as they are.

    Refuses (NotPermitted) all but the case's lead and team managers who work it; and a reader of another agency, or
    linked to whoever harms.
    """
    require_naming(actor, READER_NAMED, case)
    require_nameable(READER_NAMED, case, user)
    there = NamedReader.objects.filter(case=case, part=part, user=user, ended_at=None).first()
    if there:
        return there
    reader = NamedReader(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, user=user, part=part,
        added_by_id=actor.principal,
    )  # fmt: skip
    facts: Facts = {"user": user.pk, "part": part.value}
    with event(READER_NAMED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        seal(actor.agency_id, [(reader, {"reason": reason})])
        reader.save(force_insert=True)
    return reader


@transaction.atomic
def end_reader(*, actor: Actor, case: Case, reader: NamedReader) -> None:
    """From the next opening on they read it no more; that they could stays on record. Refuses whoever names nobody."""
    require_naming(actor, READER_ENDED, case)
    locked = NamedReader.objects.select_for_update().get(pk=reader.pk, case=case)
    if locked.ended_at:
        return
    facts: Facts = {"user": locked.user_id, "part": locked.part}
    with event(READER_ENDED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        locked.ended_at, locked.ended_by_id = timezone.now(), actor.principal
        locked.save(update_fields=["ended_at", "ended_by"])


@transaction.atomic
def write_protected(*, actor: Actor, case: Case, part: Part, words: str) -> ProtectedWords:
    """Write down one part in place of what was there. Refuses whoever does not both work the case and read the part."""
    require_work(actor, PROTECTED_CHANGED, case)
    require_read(actor, PROTECTED_CHANGED, case, part)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)  # two who write at once wait for each other
    row = ProtectedWords.objects.filter(case=case, part=part).first() or ProtectedWords(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, part=part
    )
    row.written_at, row.written_by_id = timezone.now(), actor.principal
    facts: Facts = {"part": part.value}
    with event(PROTECTED_CHANGED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        seal(actor.agency_id, [(row, {"words": words})])
        row.save()
    return row


@transaction.atomic
def link_harm(*, actor: Actor, case: Case, offender: Case) -> HarmedBy:
    """Say that the victim of one case is harmed by the person of another, which the actor sees too.

    From then on nobody who works a case of that person, or knows them, reads what is protected here.
    """
    require_work(actor, HARM_LINKED, case)
    if case.role != Role.VICTIM or offender.role != Role.OFFENDER or offender.person_id == case.person_id:
        raise ValueError("A victim case is linked to an offender case of somebody else.")
    return _link(actor, case, offender.person_id)


@transaction.atomic
def link_person(*, actor: Actor, case: Case, person: Person) -> HarmedBy:
    """Say that the victim of a case is harmed by somebody whom the agency knows, with or without a case of theirs.

    A victim service holds no case of whoever harms: without this it would find no repeat and no conflict.
    """
    require_work(actor, HARM_LINKED, case)
    own = visible_people(actor).filter(owner_id=case.owner_id).exclude(pk=case.person_id)
    if case.role != Role.VICTIM or not own.filter(pk=person.pk).exists():
        raise ValueError("A victim case is linked to somebody else whom its agency knows.")
    return _link(actor, case, person.pk)


def _link(actor: Actor, case: Case, person_id: UUID) -> HarmedBy:
    there = HarmedBy.objects.filter(case=case, person=person_id).first()
    if there:
        return there
    with event(HARM_LINKED, by=actor, subject=case.subject, purpose=case.purpose):
        return HarmedBy.objects.create(
            partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, person_id=person_id,
            added_by_id=actor.principal,
        )  # fmt: skip


class NotSafe(Exception):
    """Nothing that is recorded is known to be safe for this way of contact."""


def acknowledge(*, actor: Actor, case: Case, approach: Approach, version: str) -> Acknowledgement:
    """Write down that the actor read the rule, in this version, before one way of contact (governance, VIC-04).

    It ends by itself after the setting's minutes, and at once when the rule changes. Refuses whoever is not named to
    read what the way needs, and letters while an address is unchecked (NotPermitted); a version that is no longer the
    rule (ChangedMeanwhile); and a way for which nothing is known to be safe (NotSafe).
    """
    require_named(actor, CONTACT_ACKNOWLEDGED, case, approach)
    row = _acknowledge_if_safe(actor, case, approach, version)
    if row is None:  # raised out here, so that the look at what is recorded stays written down
        raise NotSafe
    return row


@transaction.atomic
def _acknowledge_if_safe(actor: Actor, case: Case, approach: Approach, version: str) -> Acknowledgement | None:
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)  # no rule changes between the check and the row
    changed_at = rule_changed_at(case)
    if changed_at is None or changed_at.isoformat() != version:
        raise ChangedMeanwhile
    if not _is_safe(actor, case, approach):
        return None
    facts: Facts = {"approach": approach.value}
    with event(CONTACT_ACKNOWLEDGED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        return Acknowledgement.objects.create(
            partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, user_id=actor.principal,
            approach=approach, rule_at=changed_at,
            ends_at=timezone.now() + timedelta(minutes=settings.SAFE_CONTACT_MINUTES),
        )  # fmt: skip


def _is_safe(actor: Actor, case: Case, approach: Approach) -> bool:
    points = open_points(actor, case, list(current_points(case))).values()
    if approach != Approach.LETTER:
        return any(serves(point, approach) for point in points)
    addresses = open_addresses(actor, case, list(current_addresses(case))).values()
    return post_is_safe(points) and any(address.safe_for_post == Said.YES for address in addresses)
