"""Sealing an agency's records under new keys, while people work on them."""

import time
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.acts import OLD_KEYS_DESTROYED, REKEYING_BEGUN, SEALED_ANEW
from accounts.agencies.models import Agency
from accounts.context import acting
from accounts.keys.models import KeyWork
from accounts.keys.policies import require_turn_keys
from accounts.keys.selectors import keeper_of, unfinished
from accounts.keys.work import PATIENCE, Outcome, Report, silent
from accounts.stepup import require_step_up
from audit.ledger.events import Facts, event
from vault import rekeying
from vault.holders import START, Holder, SealedAnew, Whose, holders
from vault.waiting import have_ended, open_transactions

ROWS, BYTES = 500, 8 * 1024 * 1024
"""How much is sealed anew in one transaction: its rows are locked meanwhile, and held in memory."""
LOOKED_AT = 2000
_PAUSE = 0.05


@transaction.atomic
def begin_rekeying(*, actor: Actor, agency: Agency) -> KeyWork:
    """Write down that all the agency's records get new keys; one that is under way is given again.

    Refuses whoever administers neither the agency nor the partnership (NotPermitted), and a user without a fresh
    second factor (StepUpNeeded).
    """
    require_turn_keys(actor, agency, REKEYING_BEGUN)
    require_step_up(actor, REKEYING_BEGUN, agency.subject)
    under_way = unfinished(actor, agency, KeyWork.Kind.REKEY)
    if under_way is not None:
        return under_way
    whose = Whose(actor.partnership_id, agency.pk)
    with acting(keeper_of(agency.pk, actor.partnership_id)):
        total = sum(holder.count(whose) for holder in holders())
    with event(REKEYING_BEGUN, by=actor, subject=agency.subject, facts={"rows": total}):
        return KeyWork.objects.create(
            partnership_id=actor.partnership_id, agency=agency, kind=KeyWork.Kind.REKEY, total=total
        )


def carry_on_rekeying(*, work: KeyWork, report: Report = silent, patience: float = PATIENCE) -> Outcome:
    """Replace the keys, seal every record anew, and destroy the old keys once nobody can need them.

    Call again after a stop. A transaction that read a record before may yet store its old bytes again, so what stands
    under an old key is looked for once more when they have ended.
    """
    run = _Run(work, report, patience)
    run.retire_all()
    run.seal_all()
    older = open_transactions()
    ended = have_ended(older, patience=patience)
    run.retire_all()
    shut = run.seal_all()
    return run.finish(shut) if ended else run.outcome(shut)


class _Run:
    """One go at a piece of work, each of its steps a transaction."""

    def __init__(self, work: KeyWork, report: Report, patience: float) -> None:
        self.work, self.report = work, report
        self.until = time.monotonic() + patience
        self.keeper = keeper_of(work.agency_id, work.partnership_id)
        self.whose = Whose(work.partnership_id, work.agency_id)
        self.done = self.busy = 0

    def retire_all(self) -> None:
        """Replace every key made before the work began; those that a writer holds are tried again for a while."""
        while self._retire_once() and time.monotonic() < self.until:
            time.sleep(_PAUSE)

    def _retire_once(self) -> int:
        """Go once through the keys; gives how many somebody held."""
        after, busy, more = START, 0, True
        while more:
            with acting(self.keeper):
                retired = rekeying.retire(self.whose, self.work.begun_at, after=after)
            busy += retired.busy
            more, after = retired.last is not None, retired.last or START
        return busy

    def seal_all(self) -> int:
        """Go once through everything that holds a key; gives how many values do not open."""
        self.done = self.busy = 0
        return sum(self._seal(holder) for holder in holders())

    def _seal(self, holder: Holder) -> int:
        shut, after, more = 0, START, True
        while more:
            with acting(self.keeper):
                found = holder.look(self.whose, after, LOOKED_AT)
            for rows in _portions(found.old):
                shut += self._seal_rows(holder, rows)
            self.done += found.looked_at
            self.report(min(self.done, self.work.total), self.work.total)
            more, after = found.last is not None, found.last or START
        return shut

    def _seal_rows(self, holder: Holder, rows: Sequence[UUID]) -> int:
        """Seal some rows anew; those that somebody is changing are tried again for a while."""
        sealed = self._seal_once(holder, rows)
        shut = sealed.shut
        while sealed.busy and time.monotonic() < self.until:
            time.sleep(_PAUSE)
            sealed = self._seal_once(holder, sealed.busy)
            shut += sealed.shut
        self.busy += len(sealed.busy)
        return shut

    def _seal_once(self, holder: Holder, rows: Sequence[UUID]) -> SealedAnew:
        facts: Facts = {"table": holder.name, "rows": len(rows)}
        with (
            acting(self.keeper),
            event(SEALED_ANEW, by=self.keeper, subject=self.keeper.own_agency, facts=facts),
        ):
            sealed = holder.seal_anew(self.whose, rows)
            self.work.done = min(self.work.done + sealed.rows, self.work.total)
            self.work.save(update_fields=["done"])
        return sealed

    def outcome(self, shut: int) -> Outcome:
        """How far it has come."""
        with acting(self.keeper):
            left = rekeying.to_retire(self.whose, self.work.begun_at) + rekeying.old_keys(self.whose)
        return Outcome(self.work, left, shut)

    def finish(self, shut: int) -> Outcome:
        """Destroy what nobody needs; the work is over when nothing is left but what does not open."""
        with (
            acting(self.keeper),
            event(OLD_KEYS_DESTROYED, by=self.keeper, subject=self.keeper.own_agency, facts={"shut": shut}),
        ):
            _, needed = rekeying.destroy_old(self.whose)
            left = rekeying.to_retire(self.whose, self.work.begun_at)
            if not left and not self.busy and (not needed or shut):
                self.work.finished_at = timezone.now()
                self.work.save(update_fields=["finished_at"])
        return Outcome(self.work, left + needed, shut)


def _portions(rows: Sequence[tuple[UUID, int]]) -> Iterator[list[UUID]]:
    """Cut a list of rows and their sizes so that a portion is neither too long nor too large."""
    portion: list[UUID] = []
    held = 0
    for row, size in rows:
        if portion and (len(portion) == ROWS or held + size > BYTES):
            yield portion
            portion, held = [], 0
        portion.append(row)
        held += size
    if portion:
        yield portion
