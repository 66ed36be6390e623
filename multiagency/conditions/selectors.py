"""Reading which conditions agencies rely on: as facts of a sharing decision, and as a register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.categories import Category
from multiagency.acts import CONDITIONS_READ, RELIANCE_REPLACED
from multiagency.conditions.catalogue import CONDITIONS, Condition, Need, Regime, needs_of
from multiagency.conditions.models import Reliance
from multiagency.conditions.policies import may_write, require_read


@dataclass(frozen=True, slots=True)
class Relied:
    """One condition that an agency relies on, on a day."""

    row: Reliance
    condition: Condition
    day: date

    @property
    def in_date(self) -> bool:
        """Whether its policy document is in date that day, or the law wants none."""
        return not self.condition.document or self.row.review_on >= self.day

    @property
    def is_overdue(self) -> bool:
        """Whether its review is overdue, whatever hangs on it."""
        return self.row.review_on < self.day

    @property
    def days_late(self) -> int:
        """By how many days its review is overdue."""
        return max(0, (self.day - self.row.review_on).days)

    @property
    def is_to_come(self) -> bool:
        """Whether it holds only from a later day."""
        return self.row.from_on > self.day

    @property
    def is_over(self) -> bool:
        """Whether its last day, or the condition's own, is past."""
        return (self.row.until_on is not None and self.row.until_on < self.day) or (
            self.condition.until is not None and self.condition.until < self.day
        )

    @property
    def holds(self) -> bool:
        """Whether the agency may rely on it that day."""
        return self.condition.stands_on(self.day) and not self.is_to_come and not self.is_over

    @property
    def categories(self) -> list[str]:
        """For which data, in words."""
        return [Category(code).label for code in self.row.categories]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What one agency relies on, on a day."""

    relied: tuple[Relied, ...]

    def facts_for(self, category: str, regime: str | None = None) -> tuple[bool, bool, bool]:
        """The facts `art9_or_sch`, `apd` and `art10` of the sharing decision for one data category.

        Each is true where the category needs no such thing. `regime` is LE or GDPR, under which the agency acts: a
        condition of the other part of the law is then none. `apd` is that of a condition which is recorded, and false
        where none is.
        """
        needs = needs_of(category)
        theirs = [
            one
            for one in self.relied
            if category in one.row.categories and (regime is None or one.condition.regime is Regime(regime))
        ]
        special = [one for one in theirs if Need.SPECIAL in one.condition.serves]
        criminal = [one for one in theirs if Need.CRIMINAL in one.condition.serves]
        return (
            Need.SPECIAL not in needs or bool(special),
            Need.SPECIAL not in needs or any(one.in_date for one in special),
            Need.CRIMINAL not in needs or bool(criminal),
        )


@dataclass(frozen=True, slots=True)
class Register:
    """The register of the partnership's agencies: what is overdue first, then each agency's; and whether one writes."""

    relied: tuple[Relied, ...]
    may_write: bool


def conditions_of(agency_id: UUID, day: date) -> Conditions:
    """What an agency of the partnership at work relies on, on a day: one statement, whatever there is.

    No look is written down, for nothing in it is about anybody in a case.
    """
    rows = _counting().filter(owner_id=agency_id, from_on__lte=day)
    held = rows.filter(Q(until_on=None) | Q(until_on__gte=day)).order_by("pk")
    return Conditions(tuple(one for one in _relied(held, day) if one.holds))


def register(actor: Actor) -> Register:
    """Every agency's register; refuses (NotPermitted) whoever looks after no information governance."""
    require_read(actor)
    with event(CONDITIONS_READ, by=actor):
        rows = _counting().select_related("owner", "keeper").order_by("owner__name", "review_on", "pk")
        relied = list(_relied(rows, timezone.localdate()))
    return Register(tuple(sorted(relied, key=lambda one: -one.days_late if not one.is_over else 0)), may_write(actor))


def versions_of(actor: Actor, entry: UUID) -> tuple[Relied, ...]:
    """Every version of an entry, the newest first; NotKnown where there is none, NotPermitted as for the register."""
    require_read(actor)
    with event(CONDITIONS_READ, by=actor):
        rows = Reliance.objects.filter(entry=entry).select_related("owner", "keeper", "written_by")
        found = tuple(_relied(rows.order_by("-made_at", "-pk"), timezone.localdate()))
    if not found:
        raise NotKnown(CONDITIONS_READ, Subject("reliance", entry))
    return found


def find_reliance(actor: Actor, entry: UUID) -> Reliance:
    """What counts of an entry of the actor's own agency; NotKnown where there is none."""
    row = _counting().filter(entry=entry, owner_id=actor.agency_id).select_related("owner", "keeper").first()
    if row is None:
        raise NotKnown(RELIANCE_REPLACED, Subject("reliance", entry))
    return row


def _counting() -> QuerySet[Reliance]:
    return Reliance.objects.filter(replaced_at=None)


def _relied(rows: Iterable[Reliance], day: date) -> Iterable[Relied]:
    return (Relied(row, CONDITIONS[row.condition], day) for row in rows)
