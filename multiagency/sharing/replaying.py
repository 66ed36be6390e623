"""Replaying sharing decisions: what each gives under the policy that made it, and what it would give under today's.

By ids, codes and counts alone: the facts hold no content, and nothing sealed is opened.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from audit.ledger.events import Facts, Subject, record
from audit.ledger.selectors import written_about
from multiagency.acts import DECISION_DIFFERS, DECISIONS_REPLAYED
from multiagency.sharing.codes import facts_from
from multiagency.sharing.decide import Decided, decide
from multiagency.sharing.facts import BadFact
from multiagency.sharing.models import SharingDecision
from multiagency.sharing.policy import FOLDER, Policy, policy_of, policy_on

NAME: Final = "replay"
BATCH: Final = 2_000
MOST: Final = 100
"""Alarms of one run for one agency; past that the count says enough."""


class Finding(StrEnum):
    """What a replay may find of a decision."""

    DIFFERS = "differs"
    UNREADABLE = "cannot be replayed"
    TODAY = "would differ today"


@dataclass(frozen=True, slots=True)
class Replayed:
    """One decision that is worth a look: what was decided, and what is; the latter is empty where nothing can be."""

    decision_id: UUID
    finding: Finding
    was: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay of an agency's decisions came to."""

    checked: int
    found: tuple[Replayed, ...]

    @property
    def wrong(self) -> tuple[Replayed, ...]:
        """Those that are not what their own policy makes of their facts."""
        return tuple(one for one in self.found if one.finding is not Finding.TODAY)


@transaction.atomic
def replay(*, actor: Actor, today: date, folder: Path = FOLDER) -> Replay:
    """Replay every decision of the actor's agency, and raise an alarm once for each that is not what it should be.

    Refuses (PermissionError) everybody but the product itself.
    """
    if actor.kind != "system":
        raise PermissionError("Only the product itself replays decisions.")
    now = policy_on(today, folder)
    checked, found = 0, list[Replayed]()
    rows = SharingDecision.objects.filter(owner_id=actor.agency_id).defer("override").order_by("pk")
    for row in rows.iterator(BATCH):
        checked += 1
        found += _replayed(row, now, folder)
    told = Replay(checked, tuple(found))
    counted = Counter(one.finding for one in found)
    counts: Facts = {"checked": checked, "policy": now.version, **{one.name.lower(): counted[one] for one in Finding}}
    record(DECISIONS_REPLAYED, by=actor, facts=counts)
    _raise_alarms(actor, told.wrong)
    return told


def _replayed(row: SharingDecision, today: Policy, folder: Path) -> Iterator[Replayed]:
    try:
        own = policy_of(row.policy, folder)
        again = _decided(row, own)
    except (LookupError, BadFact):
        yield Replayed(row.pk, Finding.UNREADABLE, row.outcome)
        return
    if _stored(row) != _told(again):
        yield Replayed(row.pk, Finding.DIFFERS, row.outcome, again.outcome)
    if own.version != today.version:
        yield from _under(row, today, again)


def _under(row: SharingDecision, today: Policy, again: Decided) -> Iterator[Replayed]:
    try:
        now = _decided(row, today)
    except BadFact:
        yield Replayed(row.pk, Finding.TODAY, again.outcome)
        return
    if _told(now) != _told(again):
        yield Replayed(row.pk, Finding.TODAY, again.outcome, now.outcome)


def _decided(row: SharingDecision, policy: Policy) -> Decided:
    """Decide on the facts as they were written down; refuses (BadFact) facts of another sending than the row."""
    if not isinstance(row.facts, Mapping):
        raise BadFact("facts", "they are no object")
    facts = facts_from(row.facts, policy)
    if (facts.category, facts.purpose, facts.gateway or "") != (row.category, row.purpose, row.gateway):
        raise BadFact("category", "the facts are not those of the decision")
    return decide(facts, policy)


def _stored(row: SharingDecision) -> tuple[str, list[str], list[str]]:
    return row.outcome, row.rules, row.released


def _told(decided: Decided) -> tuple[str, list[str], list[str]]:
    return decided.outcome.value, list(decided.fired), sorted(decided.released)


def _raise_alarms(actor: Actor, wrong: tuple[Replayed, ...]) -> None:
    told = written_about(DECISION_DIFFERS, [one.decision_id for one in wrong])
    new = [one for one in wrong if str(one.decision_id) not in told]
    for one in new[:MOST]:
        subject = Subject("sharing_decision", one.decision_id, actor.agency_id)
        record(DECISION_DIFFERS, by=actor, subject=subject, facts={"alike": len(wrong)})
