"""Turning an agency's key: begun by somebody, carried on in steps that may stop anywhere, and told to the ledger."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.acts import KEY_TURNED, OLD_KEY_DESTROYED
from accounts.agencies.models import Agency
from accounts.context import acting
from accounts.keys.models import KeyWork
from accounts.keys.policies import require_turn_keys
from accounts.keys.selectors import keeper_of
from accounts.stepup import require_step_up
from audit.ledger.events import Subject, event
from vault.grants import new_agency_key
from vault.rotation import START, destroy_old, old_grants, wrap_anew
from vault.waiting import have_ended, open_transactions

Report = Callable[[int, int], None]
PATIENCE = 60.0
"""Seconds to wait for transactions that may still need the old key, before leaving it for another run."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far work on keys has come: what is left to do, what does not open, and whether older transactions run."""

    work: KeyWork
    left: int
    shut: int
    waiting: bool

    @property
    def finished(self) -> bool:
        """Whether the old keys are gone."""
        return self.work.finished_at is not None


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


@transaction.atomic
def begin_rotation(*, actor: Actor, agency: Agency) -> KeyWork:
    """Make a new version of the agency's key, which new grants use from now; one that is under way is given again.

    Refuses whoever administers neither the agency nor the partnership (NotPermitted), and a user without a fresh
    second factor (StepUpNeeded).
    """
    about = Subject("agency", agency.pk, agency.pk)
    require_turn_keys(actor, agency, KEY_TURNED)
    require_step_up(actor, KEY_TURNED, about)
    under_way = unfinished(actor, agency, KeyWork.Kind.ROTATION)
    if under_way is not None:
        return under_way
    with acting(keeper_of(agency, actor.partnership_id)):
        version = new_agency_key(actor.partnership_id, agency.pk).version
        total = old_grants(actor.partnership_id, agency.pk)
    with event(KEY_TURNED, by=actor, subject=about, facts={"version": version, "grants": total}):
        return KeyWork.objects.create(
            partnership_id=actor.partnership_id, agency=agency, kind=KeyWork.Kind.ROTATION, total=total
        )


def carry_on_rotation(*, work: KeyWork, report: Report = _silent, patience: float = PATIENCE) -> Outcome:
    """Wrap the agency's grants anew, and destroy the old version once nobody can need it. Call again after a stop.

    Outside a transaction: each step is one of its own. A transaction that began before the new version may yet store a
    grant under the old one, so what they stored late is looked for once more when they have ended.
    """
    keeper = keeper_of(work.agency, work.partnership_id)
    _wrap_all(keeper, work, report)
    older = open_transactions()
    ended = have_ended(older, patience=patience)
    shut = _wrap_all(keeper, work, report)
    return _finish(keeper, work, shut=shut, waiting=not ended)


def unfinished(actor: Actor, agency: Agency, kind: KeyWork.Kind) -> KeyWork | None:
    """The work of this kind on this agency's keys that has not been finished, if there is any."""
    return KeyWork.objects.filter(partnership=actor.partnership_id, agency=agency, kind=kind, finished_at=None).first()


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
    with acting(keeper):
        left = old_grants(keeper.partnership_id, keeper.agency_id)
        if left or waiting:
            return Outcome(work, left, shut, waiting)
        about = Subject("agency", keeper.agency_id, keeper.agency_id)
        with event(OLD_KEY_DESTROYED, by=keeper, subject=about, facts={"grants": work.total}):
            destroy_old(keeper.partnership_id, keeper.agency_id)
            work.finished_at = timezone.now()
            work.save(update_fields=["finished_at"])
    return Outcome(work, 0, 0, waiting=False)
