"""Writing the draft of a version, section by section, and putting it forward for signing."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency, User
from audit.ledger.events import event
from casework.inserting import insert
from multiagency.acts import AGREEMENT_LEAD_NAMED, AGREEMENT_OFFERED, AGREEMENT_STARTED
from multiagency.agreements.models import (
    Agreement,
    AgreementVersion,
    Dpia,
    DpiaOutcome,
    Party,
    PartyRole,
)
from multiagency.agreements.policies import require_start, require_write, subject_of
from multiagency.agreements.readiness import blank_sections
from multiagency.agreements.sections import QUESTIONS, Section
from multiagency.agreements.services.editing import Edit, editing, facts_of, version_to_edit
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A party as it is written down."""

    agency: Agency
    role: PartyRole
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """From which day it holds, when it is reviewed, and the first day on which it no longer holds."""

    starts_on: date
    review_on: date
    ends_on: date

    def __post_init__(self) -> None:
        """Refuse (ValueError) a review outside the term, and an end before the start."""
        if not self.starts_on < self.review_on <= self.ends_on:
            raise ValueError("An agreement is reviewed after it starts, and before it ends or on that day.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """That an impact assessment was made, with what came of it; or why it is not required."""

    dpia: Dpia
    reference: str = ""
    on: date | None = None
    outcome: DpiaOutcome | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """What an agreement is called and who answers for it. `id` makes a second sending harmless."""

    title: str
    lead: User
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def start_agreement(*, actor: Actor, new: NewAgreement) -> Agreement:
    """Begin an agreement with a first draft, to which the actor's agency is a party. The same sent again adds none.

    Refuses whoever writes no agreements (NotPermitted), and a lead of another agency (ValueError).
    """
    require_start(actor)
    if new.lead.agency_id != actor.agency_id:
        raise ValueError("Whoever answers for an agreement works for the agency that owns it.")
    _wait_for_numbers(actor.partnership_id)
    there = Agreement.objects.filter(pk=new.id, owner_id=actor.agency_id).first()
    if there:
        return there
    number = Agreement.objects.filter(partnership_id=actor.partnership_id).count() + 1
    row = Agreement(
        id=new.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, title=new.title, lead=new.lead,
        reference=f"ISA-{number:03}",
    )  # fmt: skip
    with event(AGREEMENT_STARTED, by=actor, subject=subject_of(row), facts={"reference": row.reference}):
        insert(AGREEMENT_STARTED, subject_of(row), row)
        version = AgreementVersion.objects.create(
            partnership_id=row.partnership_id, owner_id=row.owner_id, agreement=row, number=1
        )
        _bind(version, [Bound(agency=Agency.objects.get(pk=actor.agency_id), role=PartyRole.SEPARATE)])
    return row


@transaction.atomic
def name_lead(*, actor: Actor, agreement: Agreement, lead: User) -> None:
    """Say who at the owner answers for the agreement from now on."""
    require_write(actor, AGREEMENT_LEAD_NAMED, agreement)
    if lead.agency_id != agreement.owner_id:
        raise ValueError("Whoever answers for an agreement works for the agency that owns it.")
    with event(AGREEMENT_LEAD_NAMED, by=actor, subject=subject_of(agreement)):
        Agreement.objects.filter(pk=agreement.pk).update(lead=lead)


def write_section(*, actor: Actor, edit: Edit, section: Section, words: str) -> AgreementVersion:
    """Write one section that is answered in words. Refuses as `editing`, and (ValueError) any other section."""
    if section not in QUESTIONS:
        raise ValueError("This section is not answered in words.")
    with editing(actor, edit, section=section.value) as version:
        version.sections = {**version.sections, section.value: words}
    return version


def write_parties(*, actor: Actor, edit: Edit, parties: Collection[Bound]) -> AgreementVersion:
    """Say who the parties are, in what role and on which basis; those before are replaced. Refuses as `editing`."""
    with editing(actor, edit, section=Section.PARTIES.value) as version:
        version.parties.all().delete()
        _bind(version, parties)
    return version


def write_term(*, actor: Actor, edit: Edit, term: Term) -> AgreementVersion:
    """Say from when to when it holds, and when it is reviewed. Refuses as `editing`."""
    with editing(actor, edit, section=Section.TERM.value) as version:
        version.starts_on, version.review_on, version.ends_on = term.starts_on, term.review_on, term.ends_on
    return version


def write_dpia(*, actor: Actor, edit: Edit, said: Assessed) -> AgreementVersion:
    """Say what the impact assessment came to, or why none is required. Refuses as `editing`."""
    with editing(actor, edit, section=Section.DPIA.value) as version:
        version.dpia, version.dpia_reference, version.dpia_on = said.dpia, said.reference, said.on
        version.dpia_outcome = said.outcome or ""
        version.sections = {**version.sections, Section.DPIA.value: said.reason}
    return version


@transaction.atomic
def offer(*, actor: Actor, edit: Edit) -> AgreementVersion:
    """Put a draft forward for signing. The same asked again changes nothing.

    Refuses as `editing`, and (ValidationError, in words) a draft with blank sections, each of which is named. People
    put forward none whose end has come; the product does, as it brings agreements in.
    """
    version = version_to_edit(actor, AGREEMENT_OFFERED, edit)
    if version.offered_at:
        return version
    blank = blank_sections(version, version.parties.select_related("agency"), version.clauses.all())
    if blank:
        raise ValidationError([f"Still blank: {section.label}." for section in blank])
    if actor.kind == "user" and version.ends_on and version.ends_on <= timezone.localdate():
        raise ValidationError("The end has come before anybody signed. Give it a later one.")
    with event(AGREEMENT_OFFERED, by=actor, subject=subject_of(version.agreement), facts=facts_of(version)):
        AgreementVersion.objects.filter(pk=version.pk).update(offered_at=Now())
    version.refresh_from_db()
    return version


def _bind(version: AgreementVersion, parties: Collection[Bound]) -> None:
    Party.objects.bulk_create(
        Party(
            partnership_id=version.partnership_id, owner_id=version.owner_id, version=version, agency=party.agency,
            role=party.role, basis=party.basis,
        )
        for party in parties
    )  # fmt: skip


def _wait_for_numbers(partnership_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"agreements {partnership_id}"])
