"""Placing marks on a case or an item of it, deciding objections, and lifting marks."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from audit.ledger.acts import Act
from audit.ledger.events import Facts, event
from casework.acts import HANDLING_DECIDED, HANDLING_LIFTED, HANDLING_PLACED
from casework.cases.models import Case, CaseShare, Stopped
from casework.categories import FOR_NAMED_PEOPLE, Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.handling.models import MANY_AT_ONCE, OF_ITEMS_ALONE, Ground, HandlingMark, Kind
from casework.handling.policies import require_lift, require_place
from casework.items.item import Item
from casework.once import save_once
from casework.refusals import ChangedMeanwhile
from casework.shares.stopping import suspend_shares
from casework.shares.telling import tell_owner, tell_recipients
from vault.ids import uuid7
from vault.opening import seal

LEAST_REASON = 10
BARS = (Kind.STATUTORY_BAR, Kind.COURT_ORDER_BAR, Kind.LPP, Kind.HANDLING_C)
STOPS = {
    Kind.RESTRICTED_PROCESSING: Stopped.RESTRICTION, Kind.OBJECTION: Stopped.OBJECTION,
    **dict.fromkeys(BARS, Stopped.DECISION),
}  # fmt: skip
"""Kinds that stop what is shared with other agencies, from the next statement on, and what both sides are told of why.

On one item they stop the share of its category: the key of a category opens everything in it.
"""


class AlreadyMarked(Exception):
    """The case or item has this mark already; it is lifted before another is placed."""


@dataclass(frozen=True, slots=True, repr=False)
class NewMark:
    """What is placed, why, since when; on an item that the actor has opened, or on the whole case.

    `grounds` are for a restriction: on what the record may still be used. `id` makes a second sending harmless.
    """

    kind: Kind
    words: str
    since: date
    item: Item | None = None
    until: date | None = None
    review_on: date | None = None
    grounds: tuple[Ground, ...] = ()
    id: UUID = field(default_factory=uuid7)

    def __post_init__(self) -> None:
        """Refuse (ValueError) what lacks its reason, its item, its last day or its review, and grounds elsewhere."""
        if len(self.words.strip()) < LEAST_REASON:
            raise ValueError("A mark says why.")
        if self.kind in OF_ITEMS_ALONE and self.item is None:
            raise ValueError("This is said of one item.")
        if (self.until is None) == (self.kind is Kind.DO_NOT_INFORM):
            raise ValueError("Not telling the person has a last day, and nothing else has.")
        if (self.review_on is None) == (self.kind is Kind.OFFICIAL_SENSITIVE):
            raise ValueError("OFFICIAL-SENSITIVE is reviewed on a day.")
        if self.grounds and self.kind is not Kind.RESTRICTED_PROCESSING:
            raise ValueError("Grounds say for what a restricted record may be used.")


def place(*, actor: Actor, case: Case, new: NewMark) -> HandlingMark:
    """Mark a case or one item of it from now on; the same sent again adds nothing.

    A restriction and an objection stop at once what other agencies are shared of it. Refuses whoever may not
    (NotPermitted), a first day to come, another case's item and one that only named people read (ValueError), what is
    marked so already (AlreadyMarked), and an id that is there with something else said (AlreadySent).
    """
    require_place(actor, case, new.kind)
    if new.since > timezone.localdate() or (new.item and new.item.case_id != case.pk):
        raise ValueError("A mark begins by today, on an item of the case.")
    if new.item and new.item.category in FOR_NAMED_PEOPLE:
        raise ValueError("What only named people read is not marked: they change it, or end it.")
    category = new.item.category if new.item else Category.PROFESSIONAL_CONTACT
    row = HandlingMark(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, kind=new.kind,
        category=category, item_kind=new.item.kind if new.item else "", item_id=new.item.id if new.item else None,
        since=new.since, until=new.until, review_on=new.review_on, placed_by_id=actor.principal,
    )  # fmt: skip

    def check() -> None:
        same = HandlingMark.objects.filter(case=case, kind=new.kind, item_id=row.item_id, lifted_at=None)
        if new.kind not in MANY_AT_ONCE and same.exists():
            raise AlreadyMarked

    def also(mark: HandlingMark) -> None:
        _tell(actor, mark, f"{new.kind.label}, {_on(mark)}")
        if new.kind in STOPS:
            _stop_shares(actor, mark, STOPS[new.kind])

    words = {"words": new.words, "grounds": [ground.value for ground in new.grounds]}
    return save_once(
        actor=actor, act=HANDLING_PLACED, case=case, row=row, words={"words": words}, check=check, also=also
    )


def decide_objection(*, actor: Actor, mark: HandlingMark, upheld: bool, words: str) -> None:
    """Uphold an objection, or not, which lifts it; the reason is kept.

    Refuses as `lift` does, also what was decided before.
    """
    require_lift(actor, mark)
    if mark.kind != Kind.OBJECTION:
        raise ValueError("Only an objection is decided.")
    _end(HANDLING_DECIDED, actor, mark, words, upheld=upheld)


def lift(*, actor: Actor, mark: HandlingMark, words: str) -> None:
    """Lift a mark, with why; it stays to be read, and what it had stopped is shared anew only by a new decision.

    Refuses whoever may not (NotPermitted), no reason (ValueError), and one that somebody lifted or decided meanwhile
    (ChangedMeanwhile).
    """
    require_lift(actor, mark)
    _end(HANDLING_LIFTED, actor, mark, words)


@transaction.atomic
def _end(act: Act, actor: Actor, mark: HandlingMark, words: str, *, upheld: bool | None = None) -> None:
    if len(words.strip()) < LEAST_REASON:
        raise ValueError("Whoever ends a mark says why.")
    row = HandlingMark.objects.select_for_update(of=("self",)).select_related("case", "case__owner").get(pk=mark.pk)
    if row.lifted_at or (upheld is not None and row.decided_at):
        raise ChangedMeanwhile
    facts: Facts = {"kind": row.kind, **({} if upheld is None else {"upheld": upheld})}
    said = {"decision": words} if upheld is not None else {}
    if not upheld:
        said["lifting"] = words
    with event(act, by=actor, subject=row.case.subject, purpose=row.case.purpose, facts=facts):
        seal(actor.agency_id, [(row, said)])
        if upheld is not None:
            row.upheld, row.decided_at, row.decided_by_id = upheld, timezone.now(), actor.principal
        if not upheld:
            row.lifted_at, row.lifted_by_id = timezone.now(), actor.principal
        row.save(update_fields=[*said, "upheld", "decided_at", "decided_by", "lifted_at", "lifted_by"])
        ending = "lifted" if upheld is None else "upheld" if upheld else "not upheld"
        _tell(actor, row, f"{Kind(row.kind).label} {ending}, {_on(row)}")


def _stop_shares(actor: Actor, mark: HandlingMark, why: Stopped) -> None:
    """Stop every share of the case, or of one item the share of its category, which shows it; and tell both sides."""
    wide = Q() if mark.item_id is None else Q(category=mark.category)
    shares = list(CaseShare.objects.filter(wide, case=mark.case, suspended_at=None))
    if shares:
        suspend_shares(mark.case, [share.pk for share in shares], why)
        tell_recipients(actor, {share.agency_id for share in shares})
        tell_owner(actor, mark.case)


def _tell(actor: Actor, mark: HandlingMark, words: str) -> None:
    line = NewEvent(Happening.CASE, Statement.FACT, Category(mark.category), words, mark.pk, own_agency=True)
    add_event(actor, mark.case, line)


def _on(mark: HandlingMark) -> str:
    return "on one item" if mark.item_id else "on the whole case"
