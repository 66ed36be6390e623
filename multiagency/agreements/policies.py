"""Who may write agreements, say who signs, sign, and stop or end what their agency shares. Everybody reads them."""

from datetime import date
from typing import Final

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import Role
from audit.ledger.acts import Act
from audit.ledger.events import Subject
from multiagency.acts import AGREEMENT_SIGNED, AGREEMENT_STARTED, SIGNATORY_NAMED
from multiagency.agreements.models import Agreement, Party, Signatory

WRITERS: Final = frozenset({Role.IG_OFFICER, Role.DPO, Role.PARTNERSHIP_IG_LEAD})
NAME_SIGNATORIES: Final = WRITERS | {Role.AGENCY_ADMINISTRATOR}
OWN_OFFICERS: Final = "your agency's information-governance officer or data protection officer"


def subject_of(agreement: Agreement) -> Subject:
    """The agreement as the ledger names it."""
    return Subject("agreement", agreement.pk, agreement.owner_id)


def may_start(actor: Actor) -> bool:
    """Whether the actor writes agreements that their own agency owns."""
    return actor.kind == "system" or bool(actor.roles & WRITERS)


def may_write(actor: Actor, agreement: Agreement) -> bool:
    """Whether the actor writes this agreement: an officer of the agency that owns it."""
    return may_start(actor) and agreement.owner_id == actor.agency_id


def require_start(actor: Actor) -> None:
    """Refuse, in words, whoever writes no agreements."""
    if not may_start(actor):
        words = "Agreements are written by information-governance officers and data protection officers."
        raise NotPermitted(AGREEMENT_STARTED, actor.own_agency, words=words, resolver=OWN_OFFICERS)


def require_write(actor: Actor, act: Act, agreement: Agreement) -> None:
    """Refuse, in words, whoever does not write this agreement."""
    if not may_write(actor, agreement):
        raise NotPermitted(
            act, subject_of(agreement),
            words=f"{agreement.owner.name} owns this agreement. Its officers for information governance write it.",
            resolver=f"the information-governance officer at {agreement.owner.name}",
        )  # fmt: skip


def may_name_signatories(actor: Actor) -> bool:
    """Whether the actor says who signs for their own agency."""
    return actor.kind == "system" or bool(actor.roles & NAME_SIGNATORIES)


def require_name_signatories(actor: Actor, act: Act = SIGNATORY_NAMED) -> None:
    """Refuse, in words, whoever does not say who signs for their agency."""
    if not may_name_signatories(actor):
        words = "Who signs for an agency is said by its officers for information governance or its administrator."
        raise NotPermitted(act, actor.own_agency, words=words, resolver=OWN_OFFICERS)


def authorities(actor: Actor, day: date) -> QuerySet[Signatory]:
    """The actor's own authorities to sign for their agency on a day; the one that lasts longest first."""
    own = Signatory.objects.filter(owner_id=actor.agency_id, user_id=actor.principal, ended_at=None)
    return own.filter(from_on__lte=day, until_on__gte=day).order_by("-until_on")


def require_authority(actor: Actor, agreement: Agreement, day: date, act: Act = AGREEMENT_SIGNED) -> Signatory:
    """The authority by which the actor signs today; refuses, in words, whoever has none."""
    found = authorities(actor, day).first()
    if found is None:
        raise NotPermitted(
            act, subject_of(agreement),
            words="You are not named today as somebody who may sign agreements for your agency.",
            resolver=OWN_OFFICERS,
        )  # fmt: skip
    return found


def may_stop(actor: Actor, day: date) -> bool:
    """Whether the actor stops, lifts and ends their agency's sharing: its officers, and whoever signs for it."""
    return may_start(actor) or authorities(actor, day).exists()


def require_stop(actor: Actor, act: Act, agreement: Agreement, day: date) -> None:
    """Refuse, in words, whoever neither is an officer of a party for information governance nor signs for it."""
    if not Party.objects.filter(version__agreement=agreement, agency_id=actor.agency_id).exists():
        words = "Your agency is no party to this agreement, so it sends nothing under it."
        raise NotPermitted(act, subject_of(agreement), words=words, resolver=OWN_OFFICERS)
    if not may_stop(actor, day):
        words = (
            "What an agency shares is stopped by its officers for information governance and by whoever signs for it."
        )
        raise NotPermitted(act, subject_of(agreement), words=words, resolver=OWN_OFFICERS)
