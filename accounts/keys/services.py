"""Turning an agency's key: begun by somebody, carried on in steps that may stop anywhere, and told to the ledger.

What is carried on runs outside a transaction, each step in one of its own, as the product at work for the agency.
"""

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.acts import KEY_TURNED, OLD_KEY_DESTROYED
from accounts.agencies.models import Agency
from accounts.context import acting
from accounts.keys.models import KeyWork
from accounts.keys.policies import require_turn_keys
from accounts.keys.selectors import keeper_of, unfinished
from accounts.keys.work import PATIENCE, Outcome, Report, silent
from accounts.stepup import require_step_up
from audit.ledger.events import event
from vault.grants import new_agency_key
from vault.rotation import START, destroy_old, old_grants, wrap_anew
from vault.waiting import have_ended, open_transactions


@transaction.atomic
def begin_rotation(*, actor: Actor, agency: Agency) -> KeyWork:
    """Make a new version of the agency's key, which new grants use from now; one that is under way is given again.

    Refuses whoever administers neither the agency nor the partnership (NotPermitted), and a user without a fresh
    second factor (StepUpNeeded).
    """
    require_turn_keys(actor, agency, KEY_TURNED)
    require_step_up(actor, KEY_TURNED, agency.subject)
    under_way = unfinished(actor, agency, KeyWork.Kind.ROTATION)
    if under_way is not None:
        return under_way
    with acting(keeper_of(agency.pk, actor.partnership_id)):
        version = new_agency_key(actor.partnership_id, agency.pk).version
        total = old_grants(actor.partnership_id, agency.pk)
    with event(KEY_TURNED, by=actor, subject=agency.subject, facts={"version": version, "grants": total}):
        return KeyWork.objects.create(
            partnership_id=actor.partnership_id, agency=agency, kind=KeyWork.Kind.ROTATION, total=total
        )


def carry_on_rotation(*, work: KeyWork, report: Report = silent, patience: float = PATIENCE) -> Outcome:
    """Wrap the agency's grants anew, and destroy the old version once nobody can need it. Call again after a stop.

    A transaction that began before the new version may yet store a grant under the old one, so what they stored late is
    looked for once more when they have ended.
    """
    keeper = keeper_of(work.agency_id, work.partnership_id)
    _wrap_all(keeper, work, report)
    older = open_transactions()
    ended = have_ended(older, patience=patience)
    shut = _wrap_all(keeper, work, report)
    return _finish(keeper, work, shut=shut, waiting=not ended)


def _wrap_all(keeper: Actor, work: KeyWork, report: Report) -> int:
    """Go once through the grants; gives how many did not open."""
    after, shut, more = START, 0, True
    while more:
        with acting(keeper):
            batch = wrap_anew(keeper.partnership_id, keeper.agency_id, after=after)
            left = old_grants(keeper.partnership_id, keeper.agency_id)
        report(max(0, work.total - left), work.total)
        shut += batch.shut
        more, after = batch.last is not None, batch.last or START
    return shut


def _finish(keeper: Actor, work: KeyWork, *, shut: int, waiting: bool) -> Outcome:
    """Nothing is left but what does not open, and its version is kept."""
    with acting(keeper):
        left = old_grants(keeper.partnership_id, keeper.agency_id)
        if waiting or left > shut:
            return Outcome(work, left, shut)
        facts = {"grants": work.total, "shut": shut}
        with event(OLD_KEY_DESTROYED, by=keeper, subject=keeper.own_agency, facts=facts):
            destroy_old(keeper.partnership_id, keeper.agency_id)
            work.done, work.finished_at = work.total - shut, timezone.now()
            work.save(update_fields=["done", "finished_at"])
    return Outcome(work, left, shut)
