"""Saying who may sign for an agency, and signing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from accounts.stepup import require_step_up
from audit.ledger.events import Fact, Subject, event
from casework.inserting import insert
from casework.refusals import ChangedMeanwhile
from multiagency.acts import AGREEMENT_SIGNED, SIGNATORY_ENDED, SIGNATORY_NAMED
from multiagency.agreements.models import AgreementVersion, Signatory, Signature
from multiagency.agreements.policies import require_authority, require_name_signatories, subject_of
from multiagency.agreements.selectors import version_of
from multiagency.agreements.services.editing import hold
from multiagency.agreements.services.replacing import replace_earlier
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who may sign for their agency, in what post, from which day to which last day."""

    user: User
    post: str
    from_on: date
    until_on: date
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def name_signatory(*, actor: Actor, new: Authority) -> Signatory:
    """Say that somebody may sign for the actor's agency. The same sent again names nobody.

    Refuses whoever may not say so (NotPermitted) or gave no code within five minutes (StepUpNeeded), naming oneself or
    somebody without an account at the agency, and a last day before the first or today (ValidationError).
    """
    require_name_signatories(actor)
    require_step_up(actor, SIGNATORY_NAMED, actor.own_agency)
    there = Signatory.objects.filter(pk=new.id, owner_id=actor.agency_id).first()
    if there:
        return there
    if new.user.pk == actor.principal:
        raise ValidationError({"user": "Nobody names themselves. Ask another officer of your agency."})
    if new.user.agency_id != actor.agency_id or not new.user.is_active:
        raise ValidationError({"user": "Choose somebody with an account at your agency."})
    if new.until_on < max(new.from_on, timezone.localdate()):
        raise ValidationError({"until_on": "The last day comes after the first, and has not passed."})
    row = Signatory(
        id=new.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, user=new.user, post=new.post,
        from_on=new.from_on, until_on=new.until_on,
        named_by_id=actor.principal if actor.kind == "user" else None,
    )  # fmt: skip
    subject = Subject("signatory", row.pk, row.owner_id)
    with event(SIGNATORY_NAMED, by=actor, subject=subject, facts={"user": new.user.pk}):
        insert(SIGNATORY_NAMED, subject, row)
    return row


@transaction.atomic
def end_signatory(*, actor: Actor, signatory: Signatory) -> None:
    """Take away from now on that somebody may sign; what they signed before stands. Asked again it changes nothing.

    Refuses whoever may not say so, and another agency's signatory (NotPermitted).
    """
    require_name_signatories(actor, SIGNATORY_ENDED)
    row = Signatory.objects.select_for_update(of=("self",)).get(pk=signatory.pk, owner_id=actor.agency_id)
    if row.ended_at is None:
        subject = Subject("signatory", row.pk, row.owner_id)
        with event(SIGNATORY_ENDED, by=actor, subject=subject, facts={"user": row.user_id}):
            Signatory.objects.filter(pk=row.pk).update(ended_at=Now())


@transaction.atomic
def sign(*, actor: Actor, version_id: UUID, edition: int) -> Signature:
    """Sign an edition of a version for the actor's agency. Signing again what the agency signed changes nothing.

    The last signature brings it into force, now or on its first day, and ends then what it no longer lets be shared.

    Refuses whoever has no authority today (NotPermitted) or gave no code within five minutes (StepUpNeeded), an edition
    that its owner changed meanwhile (ChangedMeanwhile), and (ValidationError) a version to which the agency is no
    party, which is not put forward, or whose end has come.
    """
    version = version_of(actor, version_id, AGREEMENT_SIGNED)
    authority = require_authority(actor, version.agreement, timezone.localdate())
    require_step_up(actor, AGREEMENT_SIGNED, subject_of(version.agreement))
    return _sign(actor, version, edition, authority, None)


@transaction.atomic
def bring_in_signature(
    *, actor: Actor, version_id: UUID, authority: Signatory, signed_at: datetime
) -> Signature:  # fmt: skip
    """Write down a signature that was given on paper before the partnership used the product, at the time it was given.

    Only the product itself does so, as it brings agreements in; refuses people (ValueError), and as `sign`.
    """
    if actor.kind != "system" or signed_at > timezone.now():
        raise ValueError("People sign for themselves, now.")
    version = version_of(actor, version_id, AGREEMENT_SIGNED)
    return _sign(actor, version, version.edition, authority, signed_at)


def _sign(
    actor: Actor, version: AgreementVersion, edition: int, authority: Signatory, signed_at: datetime | None
) -> Signature:  # fmt: skip
    hold(version.pk)
    version.refresh_from_db(fields=["edition", "offered_at", "ends_on"])
    there = Signature.objects.filter(version=version, owner_id=actor.agency_id).first()
    if there:
        return there
    if version.edition != edition:
        raise ChangedMeanwhile
    _refuse_unsignable(actor, version, signed_at)
    row = Signature(
        partnership_id=version.partnership_id, owner_id=actor.agency_id, version=version, authority=authority,
        signed_by_id=authority.user_id, edition=edition,
    )  # fmt: skip
    if signed_at:
        row.made_at = signed_at
    facts: dict[str, Fact] = {
        "reference": version.agreement.reference,
        "version": version.number,
        "authority": authority.pk,
    }
    with event(AGREEMENT_SIGNED, by=actor, subject=subject_of(version.agreement), facts=facts):
        row.save(force_insert=True)
    replace_earlier(version)
    return row


def _refuse_unsignable(actor: Actor, version: AgreementVersion, signed_at: datetime | None) -> None:
    if not version.parties.filter(agency_id=actor.agency_id).exists():
        raise ValidationError("Your agency is no party to this version.")
    if version.offered_at is None:
        raise ValidationError("This version is still being written. Its owner puts it forward when it is ready.")
    if version.ends_on and version.ends_on <= timezone.localdate(signed_at):
        raise ValidationError("The end of this version has come. Ask its owner for a new one.")
