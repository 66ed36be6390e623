"""What rests on terms that no longer hold, at every agency that shared by them: stopped in the same transaction."""

from collections.abc import Collection, Iterable
from itertools import groupby
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import system_actor
from accounts.context import acting
from audit.ledger.events import Facts, event
from casework.acts import CASE_SHARE_STOPPED
from casework.cases.models import CaseShare, Stopped
from casework.shares.stopping import suspend_shares
from casework.shares.telling import tell_owner, tell_recipients

KEEPER: Final = "shares"


@transaction.atomic
def stop_resting_on(*, partnership_id: UUID, terms: Collection[UUID], pairs: Iterable[tuple[UUID, UUID]]) -> int:
    """Stop every share under any of these versions of agreements, from one agency to another each; how many there were.

    Called by whoever suspends, withdraws or ends the agreement, in the same transaction: each agency's own shares are
    stopped on its behalf, for no other may. Both sides are told, without a word of the case.
    """
    by_owner = groupby(sorted(pairs), key=lambda pair: pair[0])
    told = {owner: [receiver for _, receiver in theirs] for owner, theirs in by_owner}
    return sum(_stop_at(partnership_id, owner, receivers, terms) for owner, receivers in told.items())


def _stop_at(partnership_id: UUID, owner_id: UUID, receivers: list[UUID], terms: Collection[UUID]) -> int:
    keeper = system_actor(KEEPER, partnership_id, owner_id)
    with acting(keeper):
        resting = CaseShare.objects.filter(owner_id=owner_id, agency_id__in=receivers, terms_id__in=list(terms))
        live = resting.filter(suspended_at=None).order_by("person_id", "case_id")
        shares = list(live.select_related("case__lead"))
        for case, group in groupby(shares, key=lambda share: share.case):
            facts: Facts = {"reason": Stopped.AGREEMENT.value}
            with event(CASE_SHARE_STOPPED, by=keeper, subject=case.subject, purpose=case.purpose, facts=facts):
                suspend_shares(case, [share.pk for share in group], Stopped.AGREEMENT)
                tell_owner(keeper, case)
        tell_recipients(keeper, {share.agency_id for share in shares})
    return len(shares)
