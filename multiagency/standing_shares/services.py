"""Sharing whole categories of a case with an agency for as long as the decision about each holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import Facts, event
from casework.acts import CASE_SHARED
from casework.cases.models import Case, CaseShare
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.consent.models import Consent
from casework.consent.selectors import relied_on
from casework.consent.states import Question
from casework.shares.granting import Granted, share_case
from casework.shares.stopping import end_share
from casework.shares.telling import tell_recipients
from multiagency.acts import SHARE_DECIDED
from multiagency.asked_decisions.models import Ask, Decider
from multiagency.asked_decisions.selectors import granted_now
from multiagency.asked_decisions.services import Reasons, ask
from multiagency.sharing.claims import Audience, Claims, WholeCategory
from multiagency.sharing.decide import Outcome
from multiagency.sharing.models import SharingDecision
from multiagency.sharing.policy import OF_AGREEMENTS
from multiagency.sharing.sending import FactsChanged, write_decisions
from multiagency.sharing.weighing import Weighed, fingerprint, weigh
from multiagency.standing_shares.ends import ends
from vault.ids import uuid7

CONSENT: Final = "CONSENT"


@dataclass(frozen=True, slots=True, repr=False)
class Wanted:
    """What somebody wants to share of a case, with which agency, for what and until which day.

    `id` says when the form was shown, so that a second sending is told from another share.
    """

    agency: Agency
    categories: frozenset[Category]
    claims: Claims
    last_day: date
    id: UUID = field(default_factory=uuid7)

    def __post_init__(self) -> None:
        """Refuse (ValueError) what no share opens, nothing at all, and a day that has passed."""
        if not self.categories or self.categories & FOR_NAMED_PEOPLE:
            raise ValueError("Where a victim is, and how to contact them, is for named people alone.")
        if self.last_day < timezone.localdate():
            raise ValueError("A share ends today or later.")

    @property
    def audience(self) -> Audience:
        """The agency as the sharing decision knows it."""
        return Audience(self.agency)


@dataclass(frozen=True, slots=True)
class Shared:
    """What came of it: a decision about each category, refusals too, and what is shared by them."""

    decisions: tuple[SharingDecision, ...]
    shares: tuple[CaseShare, ...]


def preview(actor: Actor, opened: OpenedCase, wanted: Wanted) -> list[Weighed]:
    """What would be decided about each category now; nothing is written. Refuses whoever does not work the case."""
    return weigh_with_granted(actor, opened, wanted)[1]


def weigh_with_granted(actor: Actor, opened: OpenedCase, wanted: Wanted) -> tuple[Claims, list[Weighed]]:
    """What is claimed, with what a second authoriser granted for it and still holds; and what is decided on that."""
    require_work(actor, CASE_SHARED, opened.case)
    weighed = _weigh(actor, opened, wanted, wanted.claims)
    granted = granted_now(actor, opened, wanted, weighed)
    claims = replace(wanted.claims, granted=granted)
    return claims, _weigh(actor, opened, wanted, claims) if granted else weighed


def _weigh(actor: Actor, opened: OpenedCase, wanted: Wanted, claims: Claims) -> list[Weighed]:
    things = [WholeCategory(category, opened.case.owner) for category in sorted(wanted.categories)]
    return weigh(actor=actor, opened=opened, things=things, audience=wanted.audience, claims=claims)


@transaction.atomic
def ask_second(*, actor: Actor, opened: OpenedCase, wanted: Wanted, reasons: Reasons) -> list[Ask]:
    """Ask a second authoriser about what only an override lets be shared; refuses as `ask`."""
    weighed = preview(actor, opened, wanted)
    return ask(
        actor=actor, opened=opened, picked=wanted, weighed=weighed, decider=Decider.SECOND, reasons=reasons
    )  # fmt: skip


@transaction.atomic
def share_standing(*, actor: Actor, opened: OpenedCase, wanted: Wanted, seen: str) -> Shared:
    """Share each category that is allowed now, keys included, and keep the decision about each, refusals too.

    `seen` is the fingerprint of what the page showed. A second sending of the same form adds nothing. Refuses whoever
    does not work the case (NotPermitted), and facts that have changed since (FactsChanged).
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=opened.case.pk)
    claims, weighed = weigh_with_granted(actor, opened, wanted)
    if there := _sent_before(actor, case, wanted):
        return Shared(there, tuple(CaseShare.objects.filter(decision_id__in=[row.pk for row in there])))
    if fingerprint(weighed) != seen:
        raise FactsChanged(weighed)
    with event(
        SHARE_DECIDED, by=actor, subject=case.subject, purpose=wanted.claims.purpose, facts=_facts(wanted, weighed)
    ):
        decisions = write_decisions(actor, opened.case, weighed, wanted.audience, claims)
    granted = grant_of(actor, opened, weighed, decisions, wanted.last_day, claims)
    shares = share_case(actor=actor, case=opened.case, agency=wanted.agency, granted=granted) if granted else []
    return Shared(tuple(decisions), tuple(shares))


@transaction.atomic
def end_standing(*, actor: Actor, opened: OpenedCase, agency: Agency, category: Category) -> int:
    """End what an agency sees of one category, keys included, and tell it that something has stopped.

    How many were ended: none where it was ended or stopped already. Refuses whoever does not work the case.
    """
    ended = end_share(actor=actor, case=opened.case, agency=agency, categories=[category])
    if ended:
        tell_recipients(actor, {agency.pk})
    return ended


def grant_of(
    actor: Actor,
    opened: OpenedCase,
    weighed: Sequence[Weighed],
    decisions: Iterable[SharingDecision],
    last_day: date,
    claims: Claims,
) -> list[Granted]:
    """What is granted by decisions: what is allowed, each until the earliest end of what it rests on."""
    allowed = [(one, row) for one, row in zip(weighed, decisions, strict=True) if one.decided.allowed]
    asked = {row.pk: Question(row.purpose, row.category, row.agency_id) for one, row in allowed if _by_consent(one)}
    answers = relied_on(actor, opened, asked.values()) if asked else {}
    consents = {pk: answers[question] for pk, question in asked.items() if question in answers}
    return [_granted(one, row, consents.get(row.pk), last_day, claims) for one, row in allowed]


def _by_consent(one: Weighed) -> bool:
    return CONSENT in {one.facts.basis, one.facts.conf_basis}


def _granted(
    one: Weighed, decision: SharingDecision, consent: Consent | None, last_day: date, claims: Claims
) -> Granted:
    terms = None if OF_AGREEMENTS.intersection(one.decided.fired) else one.terms
    end = ends(
        last_day=last_day,
        agreement_ends_on=terms.ends_on if terms else None,
        consent_expires_on=consent.expires_on if consent else None,
        overridden_at=timezone.now() if one.decided.outcome is Outcome.ALLOW_OVERRIDE else None,
        override_ends_on=claims.granted_for(one.thing).ends_on,
    )
    return Granted(
        one.thing.category, decision.pk, end.at, consent_id=consent.pk if consent else None,
        terms_id=terms.version_id if terms else None, ends_with=end.ends_with,
    )  # fmt: skip


def _sent_before(actor: Actor, case: Case, wanted: Wanted) -> tuple[SharingDecision, ...]:
    """Decisions that answered this form already: made since it was shown, by the same person, on all that it names."""
    rows = SharingDecision.objects.filter(
        pk__gt=wanted.id, case=case, agency=wanted.agency, requested_by=actor.principal, item_id=None,
        purpose=wanted.claims.purpose, gateway=wanted.claims.gateway, category__in=wanted.categories,
    )  # fmt: skip
    return tuple(rows.order_by("category")) if {row.category for row in rows} == wanted.categories else ()


def _facts(wanted: Wanted, weighed: Iterable[Weighed]) -> Facts:
    known = list(weighed)
    return {
        "to": wanted.agency.pk,
        "shared": sorted(one.thing.category.value for one in known if one.decided.allowed),
        "refused": sorted(one.thing.category.value for one in known if not one.decided.allowed),
        "rules": sorted({rule for one in known for rule in one.decided.fired}),
    }
