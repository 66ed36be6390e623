"""Writing the draft of a version, section by section, and putting it forward for signing."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.models import Agency, User
from audit.ledger.acts import Act
from audit.ledger.events import Fact, event
from casework.categories import Category
from casework.inserting import insert
from casework.purposes import Purpose
from casework.refusals import ChangedMeanwhile
from multiagency.acts import AGREEMENT_EDITED, AGREEMENT_LEAD_NAMED, AGREEMENT_OFFERED, AGREEMENT_STARTED
from multiagency.agreements.gateways import Gateway, beyond_serious_violence_duty
from multiagency.agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Dpia,
    DpiaOutcome,
    Effect,
    Party,
    PartyRole,
    Signature,
)
from multiagency.agreements.policies import require_start, require_write, subject_of
from multiagency.agreements.readiness import blank_sections
from multiagency.agreements.sections import QUESTIONS, Section
from multiagency.agreements.selectors import version_of
from vault.ids import uuid7


class SignedAlready(Exception):
    """Somebody has signed the version, so it stays as it is; a new one is made from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Which draft is edited, and the edition that whoever edits it was shown."""

    version_id: UUID
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A party as it is written down."""

    agency: Agency
    role: PartyRole
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClauses:
    """One clause for each category, alike but for that."""

    from_type: AgencyType
    to_type: AgencyType
    purpose: Purpose
    categories: tuple[Category, ...]
    effect: Effect
    gateways: tuple[Gateway, ...] = ()
    condition: str = ""


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


def hold(version_id: UUID) -> None:
    """Wait for whoever signs or edits the version, and keep others waiting until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreement_hold(%s)", [version_id])


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
    """Write one section that is answered in words. Refuses as `_editing`, and (ValueError) any other section."""
    if section not in QUESTIONS:
        raise ValueError("This section is not answered in words.")
    with _editing(actor, edit, section=section.value) as version:
        version.sections = {**version.sections, section.value: words}
    return version


def write_parties(*, actor: Actor, edit: Edit, parties: Collection[Bound]) -> AgreementVersion:
    """Say who the parties are, in what role and on which basis; those before are replaced. Refuses as `_editing`."""
    with _editing(actor, edit, section=Section.PARTIES.value) as version:
        version.parties.all().delete()
        _bind(version, parties)
    return version


def write_term(*, actor: Actor, edit: Edit, term: Term) -> AgreementVersion:
    """Say from when to when it holds, and when it is reviewed. Refuses as `_editing`."""
    with _editing(actor, edit, section=Section.TERM.value) as version:
        version.starts_on, version.review_on, version.ends_on = term.starts_on, term.review_on, term.ends_on
    return version


def write_dpia(*, actor: Actor, edit: Edit, said: Assessed) -> AgreementVersion:
    """Say what the impact assessment came to, or why none is required. Refuses as `_editing`."""
    with _editing(actor, edit, section=Section.DPIA.value) as version:
        version.dpia, version.dpia_reference, version.dpia_on = said.dpia, said.reference, said.on
        version.dpia_outcome = said.outcome or ""
        version.sections = {**version.sections, Section.DPIA.value: said.reason}
    return version


def add_clauses(*, actor: Actor, edit: Edit, new: NewClauses) -> AgreementVersion:
    """Add clauses to a draft.

    Refuses as `_editing`, and (ValidationError, in words) a clause about what another clause speaks of already, whether
    it says the same or the opposite, and the serious violence duty for data that it never covers (P4).
    """
    with _editing(actor, edit, section=Section.ITEMS.value) as version:
        _refuse_serious_violence_duty(new)
        _refuse_second_clause(version, new)
        last = version.clauses.aggregate(last=Max("number"))["last"] or 0
        for number, category in enumerate(new.categories, last + 1):
            Clause.objects.create(
                partnership_id=version.partnership_id, owner_id=version.owner_id, version=version, number=number,
                from_type=new.from_type, to_type=new.to_type, purpose=new.purpose, category=category,
                effect=new.effect, gateways=list(new.gateways), condition=new.condition,
            )  # fmt: skip
    return version


def remove_clause(*, actor: Actor, edit: Edit, number: int) -> AgreementVersion:
    """Take a clause out of a draft. Refuses as `_editing`."""
    with _editing(actor, edit, section=Section.ITEMS.value, clause=number) as version:
        version.clauses.filter(number=number).delete()
    return version


@transaction.atomic
def offer(*, actor: Actor, edit: Edit) -> AgreementVersion:
    """Put a draft forward for signing. The same asked again changes nothing.

    Refuses as `_editing`, and (ValidationError, in words) a draft with blank sections, each of which is named, or whose
    end has come.
    """
    version = _version_to_edit(actor, AGREEMENT_OFFERED, edit)
    if version.offered_at:
        return version
    blank = blank_sections(version, version.parties.select_related("agency"), version.clauses.all())
    if blank:
        raise ValidationError([f"Still blank: {section.label}." for section in blank])
    if version.ends_on and version.ends_on <= timezone.localdate():
        raise ValidationError("The end has come before anybody signed. Give it a later one.")
    with event(AGREEMENT_OFFERED, by=actor, subject=subject_of(version.agreement), facts=_facts(version)):
        AgreementVersion.objects.filter(pk=version.pk).update(offered_at=Now())
    version.refresh_from_db()
    return version


def _version_to_edit(actor: Actor, act: Act, edit: Edit) -> AgreementVersion:
    version = version_of(actor, edit.version_id, act)
    require_write(actor, act, version.agreement)
    hold(version.pk)
    version.refresh_from_db(fields=["edition", "offered_at", "sections"])
    if Signature.objects.filter(version=version).exists():
        raise SignedAlready
    if version.edition != edit.edition:
        raise ChangedMeanwhile
    return version


@contextmanager
def _editing(actor: Actor, edit: Edit, **facts: Fact) -> Iterator[AgreementVersion]:
    """Change a draft under one event; whoever was asked to sign it has to be asked again.

    Refuses whoever does not write the agreement (NotPermitted), a version that somebody signed (SignedAlready), and an
    edition that somebody changed meanwhile (ChangedMeanwhile).
    """
    with transaction.atomic():
        version = _version_to_edit(actor, AGREEMENT_EDITED, edit)
        told: Mapping[str, Fact] = {**_facts(version), **facts}
        with event(AGREEMENT_EDITED, by=actor, subject=subject_of(version.agreement), facts=told):
            yield version
            version.edition += 1
            version.offered_at = None
            version.save()


def _facts(version: AgreementVersion) -> dict[str, Fact]:
    return {"reference": version.agreement.reference, "version": version.number}


def _bind(version: AgreementVersion, parties: Collection[Bound]) -> None:
    for party in parties:
        Party.objects.create(
            partnership_id=version.partnership_id, owner_id=version.owner_id, version=version, agency=party.agency,
            role=party.role, basis=party.basis,
        )  # fmt: skip


def _refuse_serious_violence_duty(new: NewClauses) -> None:
    beyond = [one for one in new.categories if beyond_serious_violence_duty(new.from_type, one)]
    if Gateway.PCSC_16 in new.gateways and beyond:
        listed = ", ".join(category.label for category in beyond)
        raise ValidationError(
            "The serious violence duty (section 16) covers neither patient information nor personal data from health"
            f" and social care. Choose another legal power for: {listed}."
        )


def _refuse_second_clause(version: AgreementVersion, new: NewClauses) -> None:
    same = version.clauses.filter(
        from_type=new.from_type, to_type=new.to_type, purpose=new.purpose, category__in=new.categories
    )
    problems = [_both(clause, new) for clause in same.order_by("number")]
    if problems:
        raise ValidationError(problems)


def _both(there: Clause, new: NewClauses) -> str:
    flow = (
        f"{there.get_category_display()} from {there.get_from_type_display()} to {there.get_to_type_display()}, for"
        f" {there.get_purpose_display().lower()}"
    )
    says = Effect(there.effect).label.lower()
    if there.effect == new.effect:
        return f"Clause {there.number} says already that this {says}: {flow}."
    return (
        f"Clause {there.number} says that this {says}, and the new clause that it {new.effect.label.lower()}: {flow}."
        f" Remove clause {there.number} first, or leave this out."
    )


def _wait_for_numbers(partnership_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"agreements {partnership_id}"])
