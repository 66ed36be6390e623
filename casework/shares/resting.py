"""What rests on terms that no longer hold, at every agency that shared by them: stopped in the same transaction."""

from collections.abc import Collection
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
def stop_resting_on(*, partnership_id: UUID, terms: Collection[UUID], owners: Collection[UUID]) -> int:
    """Stop every share by which these agencies share under any of these versions of agreements; how many there were.

    Called by whoever suspends, withdraws or ends the agreement, in the same transaction: each agency's own shares are
    stopped on its behalf, for no other may. Both sides are told, without a word of the case.
    """
    return sum(_stop_at(partnership_id, owner, terms) for owner in sorted(owners))


def _stop_at(partnership_id: UUID, owner_id: UUID, terms: Collection[UUID]) -> int:
    keeper = system_actor(KEEPER, partnership_id, owner_id)
    with acting(keeper):
        resting = CaseShare.objects.filter(owner_id=owner_id, terms_id__in=list(terms), suspended_at=None)
        shares = list(resting.order_by("person_id", "case_id").select_related("case__lead"))
        for case, group in groupby(shares, key=lambda share: share.case):
            theirs = list(group)
            facts: Facts = {"reason": Stopped.AGREEMENT.value}
            with event(CASE_SHARE_STOPPED, by=keeper, subject=case.subject, purpose=case.purpose, facts=facts):
                suspend_shares(case, [share.pk for share in theirs], Stopped.AGREEMENT)
                tell_owner(keeper, case)
        tell_recipients(keeper, {share.agency_id for share in shares})
    return len(shares)
