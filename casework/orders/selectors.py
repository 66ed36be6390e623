"""Reading the orders of a case, their conditions, and what was breached, under the look at the case."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.acts import Act
from casework.cases.selectors import OpenedCase, offender_case
from casework.entries import ShownEntry, open_entries
from casework.orders.models import Breach, Kind, Order, Outcome, Until


@dataclass(frozen=True, slots=True)
class ShownBreach(ShownEntry[Breach]):
    """A breach as the actor may see it, with what was said of it before."""

    before: tuple["ShownBreach", ...] = ()

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        return self.label("outcome", Outcome)


@dataclass(frozen=True, slots=True)
class ShownOrder(ShownEntry[Order]):
    """An order as the actor may see it, with its breaches and its earlier terms."""

    breaches: tuple[ShownBreach, ...] = ()
    before: tuple["ShownOrder", ...] = ()

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return self.label("kind", Kind)

    @property
    def until(self) -> str:
        """How it ends where it ends on no day: until further notice, or that nobody knows."""
        return "" if self.entry.get("until") == Until.DAY else self.label("until", Until)

    @property
    def conditions(self) -> list[str]:
        """The conditions, each in words."""
        said = self.entry.get("conditions")
        return [str(one) for one in said] if isinstance(said, list) else []

    @property
    def is_to_come(self) -> bool:
        """Whether its first day is still to come, as of a licence before release."""
        return self.row.starts_on > timezone.localdate()

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed; one without a day is not over."""
        return self.row.ends_on is not None and self.row.ends_on < timezone.localdate()


def summary(actor: Actor, opened: OpenedCase) -> tuple[ShownOrder, ...]:
    """The orders that the person of the offender case that was opened is under, with their breaches."""
    live = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    now = Order.objects.filter(live, case=opened.case, replaced_at=None)
    breaches = Breach.objects.filter(case=opened.case, replaced_at=None)
    return _together(_orders(actor, opened, now), _breaches(actor, opened, breaches))


def orders_of(actor: Actor, opened: OpenedCase) -> tuple[ShownOrder, ...]:
    """Every order with its earlier terms and its breaches, those in force first; NotKnown on a victim's case."""
    case = offender_case(opened)
    rows = _orders(actor, opened, Order.objects.filter(case=case))
    return _together(rows, _breaches(actor, opened, Breach.objects.filter(case=case)))


def find_order(actor: Actor, opened: OpenedCase, order_id: UUID, act: Act) -> ShownOrder:
    """The terms of an order that count; NotKnown where they are another's, no more, or sealed."""
    case = offender_case(opened)
    found = _orders(actor, opened, Order.objects.filter(case=case, pk=order_id, replaced_at=None))
    if not found or found[0].sealed:
        raise NotKnown(act, case.subject)
    return found[0]


def find_breach(actor: Actor, opened: OpenedCase, breach_id: UUID, act: Act) -> ShownBreach:
    """What counts of a breach; NotKnown as of an order."""
    case = offender_case(opened)
    found = _breaches(actor, opened, Breach.objects.filter(case=case, pk=breach_id, replaced_at=None))
    if not found or found[0].sealed:
        raise NotKnown(act, case.subject)
    return found[0]


def counts(opened: OpenedCase, model: type[Order] | type[Breach], row_id: UUID | None) -> bool:
    """Whether a row of this id counts on the case, so that its form was sent before; nothing is opened."""
    return row_id is not None and model._default_manager.filter(case=opened.case, pk=row_id, replaced_at=None).exists()


def _together(orders: list[ShownOrder], breaches: list[ShownBreach]) -> tuple[ShownOrder, ...]:
    now = [one for one in orders if one.row.replaced_at is None]
    counting = [
        ShownBreach(one.row, one.sealed, one.entry, tuple(each for each in breaches if _earlier(each.row, one.row)))
        for one in breaches
        if one.row.replaced_at is None
    ]
    whole = [
        ShownOrder(
            one.row, one.sealed, one.entry,
            tuple(each for each in counting if each.row.order == one.row.order),
            tuple(each for each in orders if each.row.order == one.row.order and each is not one),
        )
        for one in now
    ]  # fmt: skip
    return tuple(sorted(whole, key=lambda one: one.is_over))


def _earlier(row: Breach, now: Breach) -> bool:
    return row.breach == now.breach and row.pk != now.pk


def _orders(actor: Actor, opened: OpenedCase, found: QuerySet[Order]) -> list[ShownOrder]:
    rows = found.select_related("owner", "recorded_by").order_by("-starts_on", "-pk")
    return open_entries(actor, opened.ticket, rows, ShownOrder)


def _breaches(actor: Actor, opened: OpenedCase, found: QuerySet[Breach]) -> list[ShownBreach]:
    rows = found.select_related("owner", "recorded_by").order_by("-happened_on", "-pk")
    return open_entries(actor, opened.ticket, rows, ShownBreach)
