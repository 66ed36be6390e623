"""What rests on terms that no longer hold, at every agency that shared by them: stopped in the same transaction."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.actor import Actor, system_actor
from accounts.context import acting
from audit.ledger.events import Facts, event
from casework.acts import CASE_SHARE_SHORTENED, CASE_SHARE_STOPPED
from casework.cases.models import Case, CaseShare, EndsWith, Stopped
from casework.shares.stopping import shorten_shares, suspend_shares
from casework.shares.telling import tell_owner, tell_recipients

KEEPER: Final = "shares"
Change = Callable[[Actor, Case, list[UUID]], None]


@transaction.atomic
def stop_resting_on(*, partnership_id: UUID, terms: Collection[UUID], pairs: Iterable[tuple[UUID, UUID]]) -> int:
    """Stop every share under any of these versions of agreements, from one agency to another each; how many there were.

    Called by whoever suspends, withdraws or ends the agreement, in the same transaction: each agency's own shares are
    stopped on its behalf, for no other may. Both sides are told, without a word of the case.
    """
    by_owner = groupby(sorted(pairs), key=lambda pair: pair[0])
    told = {owner: [receiver for _, receiver in theirs] for owner, theirs in by_owner}
    resting = {owner: Q(agency_id__in=theirs, terms_id__in=list(terms)) for owner, theirs in told.items()}
    return sum(_stop_at(partnership_id, owner, which) for owner, which in resting.items())


@transaction.atomic
def stop_shares(*, partnership_id: UUID, shares: Mapping[UUID, Collection[UUID]]) -> int:
    """Stop these shares, named by the agency that made them, as `stop_resting_on` does; how many there were."""
    return sum(_stop_at(partnership_id, owner, Q(pk__in=list(theirs))) for owner, theirs in shares.items())


@transaction.atomic
def end_shares_at(*, partnership_id: UUID, shares: Mapping[UUID, Collection[UUID]], at: datetime) -> int:
    """Let these shares end no later than a moment to come, when what they rest on ends; how many end sooner by it.

    Nobody is told that something stopped, for nothing has: both sides read on their page when it ends, and with what.
    """
    later = {owner: Q(pk__in=list(theirs), ends_at__gt=at) for owner, theirs in shares.items()}
    return sum(len(_changed(partnership_id, owner, which, _ending(at))) for owner, which in later.items())


def _stop_at(partnership_id: UUID, owner_id: UUID, which: Q) -> int:
    shares = _changed(partnership_id, owner_id, which, _stopping)
    keeper = system_actor(KEEPER, partnership_id, owner_id)
    with acting(keeper):
        tell_recipients(keeper, {share.agency_id for share in shares})
    return len(shares)


def _changed(partnership_id: UUID, owner_id: UUID, which: Q, change: Change) -> list[CaseShare]:
    """Shares of an agency that still stand, changed case by case on its behalf."""
    keeper = system_actor(KEEPER, partnership_id, owner_id)
    with acting(keeper):
        live = CaseShare.objects.filter(which, owner_id=owner_id, suspended_at=None).order_by("person_id", "case_id")
        shares = list(live.select_related("case__lead"))
        for case, group in groupby(shares, key=lambda share: share.case):
            change(keeper, case, [share.pk for share in group])
    return shares


def _stopping(keeper: Actor, case: Case, share_ids: list[UUID]) -> None:
    facts: Facts = {"reason": Stopped.AGREEMENT.value}
    with event(CASE_SHARE_STOPPED, by=keeper, subject=case.subject, purpose=case.purpose, facts=facts):
        suspend_shares(case, share_ids, Stopped.AGREEMENT)
        tell_owner(keeper, case)


def _ending(at: datetime) -> Change:
    def change(keeper: Actor, case: Case, share_ids: list[UUID]) -> None:
        facts: Facts = {"ends_at": at.date().isoformat()}
        with event(CASE_SHARE_SHORTENED, by=keeper, subject=case.subject, purpose=case.purpose, facts=facts):
            shorten_shares(case, share_ids, at, EndsWith.AGREEMENT)

    return change
