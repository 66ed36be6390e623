"""How a version of an agreement stands at a moment: computed from what was done, never stored (governance, ISA-03).

A version is in force from the start of its first day to the start of its end day, once every party has signed it by
somebody with authority at that time, until its owner withdraws or a later version comes into force. A party may stop
what it sends at once (ISA-08), and may leave; both concern that party's flows alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from django.utils import timezone


class State(StrEnum):
    """How a version stands, in the codes of the sharing decision."""

    DRAFT = "DRAFT"
    LIVE = "LIVE"
    SUSPENDED = "SUSPENDED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class Signed:
    """A party's signature, with the authority by which it was given."""

    agency_id: UUID
    at: datetime
    from_on: date
    until_on: date
    ended_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether whoever signed had authority at that time."""
        in_time = self.from_on <= timezone.localdate(self.at) <= self.until_on
        return in_time and (self.ended_at is None or self.at < self.ended_at)


@dataclass(frozen=True, slots=True)
class Stop:
    """That a party stopped what it sends, and when it began again."""

    agency_id: UUID
    at: datetime
    lifted_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it holds at a moment."""
        return self.at <= at and (self.lifted_at is None or at < self.lifted_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What was done with one version; `left` says when which party left it, `replaced_at` when a later one came."""

    number: int
    owner_id: UUID
    parties: frozenset[UUID]
    starts_on: date | None
    review_on: date | None
    ends_on: date | None
    offered_at: datetime | None
    signed: tuple[Signed, ...] = ()
    stopped: tuple[Stop, ...] = ()
    left: tuple[tuple[UUID, datetime], ...] = ()
    replaced_at: datetime | None = None

    def unsigned(self, at: datetime) -> frozenset[UUID]:
        """The parties whose signature is missing at a moment, or does not count."""
        return self.parties - {one.agency_id for one in self.signed if one.at <= at and one.counts}

    def leavers(self, at: datetime) -> frozenset[UUID]:
        """The parties that have left by a moment."""
        return frozenset(agency for agency, when in self.left if when <= at)

    def senders_stopped(self, at: datetime) -> frozenset[UUID]:
        """The parties that send nothing at a moment."""
        return frozenset(stop.agency_id for stop in self.stopped if stop.agency_id in self.parties and stop.holds(at))

    def is_over(self, at: datetime) -> bool:
        """Whether its end has come, or a later version has taken its place."""
        ended = self.ends_on is not None and self.ends_on <= timezone.localdate(at)
        return ended or (self.replaced_at is not None and self.replaced_at <= at)

    def has_started(self, at: datetime) -> bool:
        """Whether its first day has come."""
        return self.starts_on is not None and self.starts_on <= timezone.localdate(at)

    def begins_at(self) -> datetime | None:
        """When it came or comes into force; None where a signature is missing, or it was over before the last one."""
        if self.starts_on is None or self.ends_on is None or not self.parties or self.offered_at is None:
            return None
        counted = {one.agency_id: one.at for one in self.signed if one.counts and one.agency_id in self.parties}
        if set(counted) != self.parties:
            return None
        at = max(_midnight(self.starts_on), *counted.values())
        over = at >= _midnight(self.ends_on) or self.owner_id in self.leavers(at)
        return None if over else at

    def in_force(self, at: datetime) -> bool:
        """Whether it is in force at a moment: LIVE, whatever single parties have stopped or left."""
        begins = self.begins_at()
        return begins is not None and begins <= at and not self.is_over(at) and self.owner_id not in self.leavers(at)

    def state(self, at: datetime) -> State:
        """How it stands as a whole; SUSPENDED where any party has stopped what it sends."""
        return self._state(at, {self.owner_id}, self.unsigned(at), self.senders_stopped(at))

    def state_between(self, sender: UUID, receiver: UUID, at: datetime) -> State:
        """How it stands for what one party sends another.

        Signatures missing of these two do not make it a draft here: the sharing decision names them (R32). Those of
        others do, for nobody is bound before everybody is.
        """
        pair = {sender, receiver}
        stopped = self.senders_stopped(at) & {sender}
        return self._state(at, {self.owner_id, *pair}, self.unsigned(at) - pair, stopped)

    def ended_between(self, sender: UUID, receiver: UUID, at: datetime) -> datetime | None:
        """When it stopped carrying what one party sends another; None where it carries it, or never has."""
        left = [when for agency, when in self.left if agency in {self.owner_id, sender, receiver}]
        stopped = [stop.at for stop in self.stopped if stop.agency_id == sender and stop.holds(at)]
        over = [self.replaced_at, _midnight(self.ends_on) if self.ends_on else None]
        return min((when for when in (*left, *stopped, *over) if when and when <= at), default=None)

    def overdue(self, at: datetime) -> int:
        """By how many days its review is late."""
        late = (timezone.localdate(at) - self.review_on).days if self.review_on else 0
        return max(late, 0)

    def _state(self, at: datetime, ends_by: set[UUID], unsigned: frozenset[UUID], stopped: frozenset[UUID]) -> State:
        if ends_by & self.leavers(at):
            return State.WITHDRAWN
        if self.offered_at is None:
            return State.DRAFT
        if self.is_over(at):
            return State.EXPIRED
        if unsigned or not self.has_started(at):
            return State.DRAFT
        return State.SUSPENDED if stopped else State.LIVE


def in_turn(lives: Iterable[Life]) -> list[Life]:
    """The versions of one agreement by number, each with the moment when a later one came into force."""
    newest_first = sorted(lives, key=lambda life: life.number, reverse=True)
    known: list[Life] = []
    replaced: datetime | None = None
    for life in newest_first:
        known.insert(0, replace(life, replaced_at=replaced))
        begins = life.begins_at()
        if begins and (replaced is None or begins < replaced):
            replaced = begins
    return known


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
