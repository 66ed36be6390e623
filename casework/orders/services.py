"""Writing down an order and its variations, and breaches and what came of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actor import Actor
from casework.acts import BREACH_FOLLOWED, BREACH_RECORDED, ORDER_ADDED, ORDER_VARIED
from casework.cases.models import Case, Role
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event, withdraw_events
from casework.chronology.times import at_noon
from casework.dates import PartialDate
from casework.files.models import CaseFile
from casework.once import save_once
from casework.orders.models import SURE, Breach, Kind, Order, Outcome, Until, category_of
from casework.refusals import ChangedMeanwhile
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Terms:
    """What an order or licence says; `reason` is why it was varied. `id` makes a second sending harmless."""

    kind: Kind
    authority: str
    starts_on: date
    until: Until
    conditions: tuple[str, ...]
    ends_on: date | None = None
    reason: str = ""
    id: UUID = field(default_factory=uuid7)

    def __post_init__(self) -> None:
        """Refuse (ValueError) an order of nobody, an end without its day or the other way round, and one too early."""
        if not self.authority:
            raise ValueError("An order names the court or authority that made it.")
        if (self.ends_on is None) == (self.until is Until.DAY):
            raise ValueError("An order ends on a day, or the day is left out.")
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("An order ends after it starts.")

    @property
    def entry(self) -> dict[str, object]:
        """What is sealed of it."""
        return {
            "kind": self.kind.value, "authority": self.authority, "until": self.until.value,
            "conditions": list(self.conditions), "reason": self.reason,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class NewBreach:
    """What happened, against which condition, what shows it, to whom it was reported, and what came of it so far."""

    happened_on: date
    words: str
    outcome: Outcome
    condition: str = ""
    evidence: str = ""
    reported_to: str = ""
    outcome_words: str = ""
    file: CaseFile | None = None
    id: UUID = field(default_factory=uuid7)

    @property
    def entry(self) -> dict[str, object]:
        """What is sealed of it."""
        names = ("words", "condition", "evidence", "reported_to", "outcome_words")
        return {"outcome": self.outcome.value} | {name: getattr(self, name) for name in names}


def add_order(*, actor: Actor, case: Case, terms: Terms) -> Order:
    """Write down an order on an offender's case; the same sent again adds none.

    Refuses whoever does not work the case (NotPermitted), a victim's case (ValueError), and an id that is there with
    something else said (AlreadySent).
    """
    require_work(actor, ORDER_ADDED, case)
    if case.role != Role.OFFENDER:
        raise ValueError("Orders stand on an offender's case.")
    row = _order(actor, case, terms, terms.id)
    line = _line(row, f"{terms.kind.label} from {terms.authority}{_end(terms)}", at_noon(terms.starts_on))
    return save_once(
        actor=actor, act=ORDER_ADDED, case=case, row=row, words={"entry": terms.entry},
        also=lambda _: add_event(actor, case, line),
    )  # fmt: skip


def vary_order(*, actor: Actor, case: Case, order: Order, terms: Terms) -> Order:
    """Put new terms in the place of an order's; those before stay to be read. The same sent again varies nothing.

    Refuses whoever does not work the case (NotPermitted), an order of another sort (ValueError), and one that was
    varied meanwhile (ChangedMeanwhile).
    """
    require_work(actor, ORDER_VARIED, case)
    if category_of(terms.kind) != order.category:
        raise ValueError("A variation is of the same sort of order.")
    row = _order(actor, case, terms, order.order)
    line = _line(row, f"{terms.kind.label} varied{_end(terms)}. {terms.reason}")

    def first() -> None:
        Order.objects.filter(pk=order.pk).update(replaced_at=Now())
        add_event(actor, case, line)

    def check() -> None:
        if not Order.objects.filter(pk=order.pk, case=case, replaced_at=None).exists():
            raise ChangedMeanwhile

    return save_once(
        actor=actor, act=ORDER_VARIED, case=case, row=row, words={"entry": terms.entry}, check=check, first=first
    )


def record_breach(*, actor: Actor, case: Case, order: Order, new: NewBreach) -> Breach:
    """Write down a breach of an order: reported, until it is admitted or proved. The same sent again adds none.

    Refuses whoever does not work the case (NotPermitted), a day to come, a file of another case (ValueError), and a
    day on which the order was in force under none of its terms (ValidationError).
    """
    require_work(actor, BREACH_RECORDED, case)
    row = _breach(actor, case, order.category, order.order, new, new.id)
    return save_once(
        actor=actor, act=BREACH_RECORDED, case=case, row=row, words={"entry": new.entry},
        also=lambda _: _tell_breach(actor, case, row, new),
    )  # fmt: skip


def follow_breach(*, actor: Actor, case: Case, breach: Breach, new: NewBreach) -> Breach:
    """Say what came of a breach; what was said before stays to be read, and its line in the chronology is replaced.

    Refuses as `record_breach`, and a breach that was followed up meanwhile (ChangedMeanwhile).
    """
    require_work(actor, BREACH_FOLLOWED, case)
    row = _breach(actor, case, breach.category, breach.order, new, breach.breach)

    def first() -> None:
        Breach.objects.filter(pk=breach.pk).update(replaced_at=Now())
        withdraw_events(case, breach.breach)
        _tell_breach(actor, case, row, new)

    def check() -> None:
        if not Breach.objects.filter(pk=breach.pk, case=case, replaced_at=None).exists():
            raise ChangedMeanwhile

    return save_once(
        actor=actor, act=BREACH_FOLLOWED, case=case, row=row, words={"entry": new.entry}, check=check, first=first
    )


def _order(actor: Actor, case: Case, terms: Terms, order: UUID) -> Order:
    return Order(
        id=terms.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, order=order,
        category=category_of(terms.kind), starts_on=terms.starts_on, ends_on=terms.ends_on,
        recorded_by_id=actor.principal,
    )  # fmt: skip


def _breach(actor: Actor, case: Case, category: str, order: UUID, new: NewBreach, breach: UUID) -> Breach:
    if new.happened_on > timezone.localdate():
        raise ValueError("A breach has happened.")
    _require_in_force(order, new.happened_on)
    if new.file and new.file.case_id != case.pk:
        raise ValueError("A file of another case shows nothing here.")
    return Breach(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, category=category,
        order=order, breach=breach, happened_on=new.happened_on, evidence=new.file, recorded_by_id=actor.principal,
    )  # fmt: skip


def _require_in_force(order: UUID, day: date) -> None:
    """Refuse (ValidationError) a day before the order's first or after its last, by all terms that it ever had."""
    terms = Order.objects.filter(order=order).values_list("starts_on", "ends_on")
    first = min(starts for starts, _ in terms)
    ends = [end for _, end in terms if end]
    if day < first:
        words = f"The order began on {PartialDate(first)}. Check the day, or record it on an earlier order."
        raise ValidationError({"happened_on": words})
    if len(ends) == len(terms) and day > max(ends):
        words = f"The order ended on {PartialDate(max(ends))}. Check the day, or record it on a later order."
        raise ValidationError({"happened_on": words})


def _tell_breach(actor: Actor, case: Case, row: Breach, new: NewBreach) -> None:
    sure = Statement.FACT if new.outcome in SURE else Statement.REPORTED
    words = f"Breach, {new.outcome.label.lower()}: {new.words}"
    at = at_noon(new.happened_on)
    add_event(actor, case, NewEvent(Happening.ORDER, sure, Category(row.category), words, row.breach, at))


def _line(row: Order, words: str, at: datetime | None = None) -> NewEvent:
    happened = at if at and at <= timezone.now() else None
    return NewEvent(Happening.ORDER, Statement.FACT, Category(row.category), words, row.order, happened)


def _end(terms: Terms) -> str:
    return f", until {PartialDate(terms.ends_on)}" if terms.ends_on else f", {terms.until.label.lower()}"
