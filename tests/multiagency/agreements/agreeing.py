"""Agreements for tests, made by the services: a draft that is ready, one that is signed, one that is in force."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, Partnership, User
from accounts.roles import Role
from casework.categories import Category
from casework.purposes import Purpose
from multiagency.agreements.gateways import Gateway
from multiagency.agreements.models import Agreement, AgreementVersion, Dpia, DpiaOutcome, Effect, PartyRole, Signatory
from multiagency.agreements.sections import QUESTIONS
from multiagency.agreements.services.clauses import NewClauses, add_clauses
from multiagency.agreements.services.drafting import (
    Assessed,
    Bound,
    NewAgreement,
    Term,
    offer,
    start_agreement,
    write_dpia,
    write_parties,
    write_section,
    write_term,
)
from multiagency.agreements.services.editing import Edit
from multiagency.agreements.services.signing import Authority, name_signatory, sign
from tests.cast import PASSWORD, actor, make_user
from tests.town import Town


@dataclass(frozen=True)
class Desk:
    """The people of one agency who see to agreements: an officer who writes, and somebody who may sign."""

    agency: Agency
    officer: User
    signatory: User
    authority: Signatory


def fresh(user: User) -> Actor:
    """The actor that a user is who gave a code just now."""
    return replace(actor(user), authenticated_at=timezone.now())


def desk(partnership: Partnership, agency: Agency) -> Desk:
    """An officer and a signatory of an agency, whose authority lasts from a week ago for a year."""
    officer = make_user(partnership, agency, Role.IG_OFFICER, name=f"Ola Fisser {agency.code}", password=PASSWORD)
    signatory = make_user(partnership, agency, Role.PANEL_CHAIR, name=f"Chief {agency.code}", password=PASSWORD)
    today = timezone.localdate()
    new = Authority(
        user=signatory, post="Director", from_on=today - timedelta(days=7), until_on=today + timedelta(days=365)
    )
    with acting(fresh(officer)):
        return Desk(agency, officer, signatory, name_signatory(actor=fresh(officer), new=new))


def named_to_sign(desk: Desk, user: User) -> Signatory:
    """That a user of the agency may sign for it, today alone."""
    officer, today = fresh(desk.officer), timezone.localdate()
    with acting(officer):
        return name_signatory(
            actor=officer, new=Authority(user=user, post="Director", from_on=today, until_on=today)
        )  # fmt: skip


def clauses(
    sender: Agency, receiver: Agency, *categories: Category, purpose: Purpose = Purpose.OFFENDER_MANAGEMENT,
    effect: Effect = Effect.ALLOW, gateway: Gateway = Gateway.CDA_115, condition: str = "",
) -> NewClauses:  # fmt: skip
    """A clause for each category, from one agency's type to another's."""
    return NewClauses(
        from_type=AgencyType(sender.type), to_type=AgencyType(receiver.type), purpose=purpose, categories=categories,
        effect=effect, gateways=(gateway,) if effect == Effect.ALLOW else (), condition=condition,
    )  # fmt: skip


def edit(version: AgreementVersion) -> Edit:
    """An edit of a version as it now is."""
    now = AgreementVersion.objects.get(pk=version.pk)
    return Edit(version_id=now.pk, edition=now.edition)


def started(owner: Desk, title: str = "Managing people who offend") -> Agreement:
    """An agreement with an empty draft."""
    who = actor(owner.officer)
    with acting(who):
        return start_agreement(actor=who, new=NewAgreement(title=title, lead=owner.officer))


def drafted(
    owner: Desk, others: Collection[Desk], said: Iterable[NewClauses], term: tuple[int, int, int] = (0, 300, 365)
) -> AgreementVersion:  # fmt: skip
    """A draft that is ready; `term` says when it starts, is reviewed and ends, in days from today."""
    agreement, who = started(owner), actor(owner.officer)
    parties = [
        Bound(agency=one.agency, role=PartyRole.SEPARATE, basis="PUBLIC_TASK") for one in (owner, *others)
    ]  # fmt: skip
    with acting(who):
        version = agreement.versions.get()
        write_parties(actor=who, edit=edit(version), parties=parties)
        for section in QUESTIONS:
            write_section(actor=who, edit=edit(version), section=section, words=f"What we agreed: {section.label}")
        for one in said:
            add_clauses(actor=who, edit=edit(version), new=one)
        write_term(actor=who, edit=edit(version), term=_term(*term))
        write_dpia(actor=who, edit=edit(version), said=assessed())
        return AgreementVersion.objects.select_related("agreement__owner").get(pk=version.pk)


def offered(owner: Desk, others: Collection[Desk], said: Iterable[NewClauses], **options: object) -> AgreementVersion:
    """A version put forward for signing."""
    version = drafted(owner, others, said, **options)  # type: ignore[arg-type]
    who = actor(owner.officer)
    with acting(who):
        offer(actor=who, edit=edit(version))
        return AgreementVersion.objects.select_related("agreement__owner").get(pk=version.pk)


def signed(version: AgreementVersion, *desks: Desk) -> AgreementVersion:
    """A version that these agencies have signed."""
    for one in desks:
        who = fresh(one.signatory)
        with acting(who):
            sign(actor=who, version_id=version.pk, edition=version.edition)
    return version


def in_force(town: Town, said: Iterable[NewClauses], *others: Agency, owner: Agency | None = None) -> AgreementVersion:
    """A version in force from today, that the police own where nobody else is said to, with everybody's signature."""
    first, *rest = (desk(town.partnership, agency) for agency in (owner or town.police, *others))
    return signed(offered(first, rest, said), first, *rest)


def assessed() -> Assessed:
    """An impact assessment that was made last month."""
    last_month = timezone.localdate() - timedelta(days=30)
    return Assessed(dpia=Dpia.DONE, reference="DPIA-17", on=last_month, outcome=DpiaOutcome.REDUCED)


def _term(starts: int, reviewed: int, ends: int) -> Term:
    def day(ahead: int) -> date:
        return timezone.localdate() + timedelta(days=ahead)

    return Term(starts_on=day(starts), review_on=day(reviewed), ends_on=day(ends))
