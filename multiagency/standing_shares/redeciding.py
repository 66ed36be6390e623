"""Deciding anew, on the facts of today, what agencies share of their cases; what is no longer allowed stops.

Consent, restrictions, objections and agreements stop what rests on them in the transaction of their own change, and a
person's conflicts, training and account are asked at every read. Here is what changes with time alone, or in the law.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from accounts.models import Agency
from audit.ledger.events import event
from casework.cases.models import Case, CaseShare, EndsWith, Stopped
from casework.cases.selectors import OpenedCase
from casework.cases.services import lock_person
from casework.categories import Category
from casework.purposes import Purpose
from casework.shares.granting import Granted, write_shares
from casework.shares.resting import KEEPER
from casework.shares.stopping import suspend_shares
from casework.shares.telling import tell_owner, tell_recipients
from casework.shown import Shown
from multiagency.acts import SHARES_DECIDED_ANEW
from multiagency.sharing.claims import Audience, Claims, WholeCategory
from multiagency.sharing.decide import ALLOWED, Outcome
from multiagency.sharing.facts import Override, as_json
from multiagency.sharing.models import SharingDecision
from multiagency.sharing.sending import write_decisions
from multiagency.sharing.weighing import Weighed, weigh
from multiagency.standing_shares.services import grant_of
from vault.opening import Ticket

ON_RECORD: Final = "as cited when it was first decided"


@dataclass(frozen=True, slots=True)
class Anew:
    """One share, the decision that it rested on, and what is decided about it now."""

    share: CaseShare
    rested_on: SharingDecision
    now: Weighed

    @property
    def is_as_before(self) -> bool:
        """Whether nothing changed that a decision is told; an override is not given anew by nobody."""
        overridden = self.rested_on.outcome == Outcome.ALLOW_OVERRIDE.value and self.now.decided.allowed
        same = as_json(self.now.facts) == self.rested_on.facts and self.now.policy == self.rested_on.policy
        return overridden or (same and self.now.decided.allowed)


@job("multiagency.shares_decided_anew", "Deciding anew what is shared of cases", every=Every.NIGHT, whole=False)
def decide_every_night(actor: Actor) -> None:
    """Decide anew about every case that an agency of the actor's partnership shares, each in its own transaction."""
    for agency_id in Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", flat=True):
        keeper = system_actor(KEEPER, actor.partnership_id, agency_id)
        with acting(keeper):
            live = CaseShare.objects.filter(owner_id=agency_id, suspended_at=None, ends_at__gt=timezone.now())
            cases = sorted(set(live.values_list("case_id", flat=True)))
        for case_id in cases:
            with acting(keeper):
                decide_anew(keeper=keeper, case=Case.objects.select_related("owner", "lead").get(pk=case_id))


def decide_anew(*, keeper: Actor, case: Case) -> int:
    """Decide anew about everything that is shared of a case, on behalf of its agency; how many shares stopped.

    What is still allowed rests on the new decision where a fact changed, and never ends later than it would have. What
    rests on no decision that allowed it stops too. Both sides are told of what stopped.
    """
    lock_person(case.person_id)
    with event(SHARES_DECIDED_ANEW, by=keeper, subject=case.subject, purpose=case.purpose) as ticket:
        opened = _unopened(case, ticket)
        resting = _resting(case)
        decided = {share: row for share, row in resting.items() if row}
        changed = [one for one in _weighed_anew(keeper, opened, decided) if not one.is_as_before]
        gone = [share for share, row in resting.items() if row is None]
        gone += [one.share for one in changed if not one.now.decided.allowed]
        for _, group in groupby(changed, key=lambda one: _claimed(one.share, one.rested_on)):
            _rest_anew(keeper, opened, list(group))
        if gone:
            suspend_shares(case, [share.pk for share in gone], Stopped.DECISION)
            tell_owner(keeper, case)
            tell_recipients(keeper, {share.agency_id for share in gone})
    return len(gone)


def _unopened(case: Case, ticket: Ticket) -> OpenedCase:
    """The case without a word of its person: whoever works unattended reads none."""
    unread = Shown(None, None, case.owner)
    return OpenedCase(case, unread, unread, unread, unread, may_work=True, ticket=ticket)


def _resting(case: Case) -> dict[CaseShare, SharingDecision | None]:
    """What is shared of a case now, with the decision that allowed just that; None where there is no such decision."""
    live = CaseShare.objects.filter(case=case, suspended_at=None, ends_at__gt=timezone.now()).select_related("agency")
    shares = list(live.order_by("agency_id", "category"))
    rows = SharingDecision.objects.filter(pk__in=[share.decision_id for share in shares], case=case, item_id=None)
    decided: dict[tuple[UUID | None, UUID, str], SharingDecision] = {
        (row.pk, row.agency_id, row.category): row for row in rows if Outcome(row.outcome) in ALLOWED
    }
    return {share: decided.get((share.decision_id, share.agency_id, share.category)) for share in shares}


def _weighed_anew(keeper: Actor, opened: OpenedCase, resting: Mapping[CaseShare, SharingDecision]) -> Iterator[Anew]:
    ordered = sorted(resting.items(), key=lambda one: _claimed(*one))
    for _, group in groupby(ordered, key=lambda one: _claimed(*one)):
        theirs = list(group)
        things = [WholeCategory(Category(share.category), opened.case.owner) for share, _ in theirs]
        share, row = theirs[0]
        audience, claims = Audience(share.agency), claims_of(row)
        weighed = weigh(actor=keeper, opened=opened, things=things, audience=audience, claims=claims)
        yield from (Anew(*pair, one) for pair, one in zip(theirs, weighed, strict=True))


def _claimed(share: CaseShare, row: SharingDecision) -> tuple[str, str]:
    """Shares with one agency for which the same was claimed are decided together."""
    claims = claims_of(row)
    return str(share.agency_id), json.dumps([getattr(claims, one.name) for one in fields(claims)], default=asdict)


def _rest_anew(keeper: Actor, opened: OpenedCase, changed: Sequence[Anew]) -> None:
    """Keep what is decided now, and let what is still allowed rest on it."""
    agency, claims = changed[0].share.agency, replace(claims_of(changed[0].rested_on), override=None)
    weighed = [one.now for one in changed]
    decisions = write_decisions(keeper, opened.case, weighed, Audience(agency), claims)
    granted = []
    for one, decision in zip(changed, decisions, strict=True):
        last_day = timezone.localdate(one.share.ends_at)
        granted += [
            _no_later(new, one.share) for new in grant_of(keeper, opened, [one.now], [decision], last_day, claims)
        ]
    write_shares(opened.case, agency, granted)


def _no_later(new: Granted, share: CaseShare) -> Granted:
    if new.ends_at < share.ends_at:
        return new
    return replace(new, ends_at=share.ends_at, ends_with=EndsWith(share.ends_with))


def claims_of(row: SharingDecision) -> Claims:
    """What was claimed when it was decided, as far as the facts keep it: whether, and not in which words."""
    facts: dict[str, Any] = row.facts
    return Claims(
        purpose=Purpose(row.purpose), gateway=row.gateway, gateway_request=facts["gateway_request"],
        basis=facts["basis"], conf_basis=facts["conf_basis"] or "",
        le_citation=ON_RECORD if facts["le_to_other_authorised"] else "",
        ndo_exemption=ON_RECORD if facts["ndo_exempt"] else "",
        override=Override(**facts["override"]) if facts["override"] else None,
    )  # fmt: skip
