"""Reading how a case and its items may be handled: the codes that decide, and their words for who may read them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.acts import HANDLING_LISTED, HANDLING_READ
from casework.cases.models import Case
from casework.cases.policies import may_work, visible_cases
from casework.cases.selectors import OpenedCase, as_reference
from casework.categories import FOR_NAMED_PEOPLE
from casework.conflicts.policies import in_conflict
from casework.handling.models import Ground, HandlingMark, Kind
from casework.handling.policies import cases_handled, in_force, may_lift, may_place, require_list
from casework.items.catalogue import HEADINGS
from casework.items.item import Item
from casework.items.selectors import items_of_kind
from casework.shown import Shown, open_for_page, show, show_rows

NO_MARKER: Final = frozenset({Kind.OBJECTION, Kind.DISPUTED, Kind.RESTRICTED_PROCESSING})
"""Kinds that the sharing decision asks as facts of their own, not as markers."""
RESTRICTED_RECORD: Final = "RESTRICTED_RECORD"
ON_BANNER: Final = (Kind.RESTRICTED_PROCESSING, Kind.OBJECTION, Kind.DO_NOT_INFORM)
MOST: Final = 200
"""Marks that are listed; past that the register is narrowed by lifting what no longer holds."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What holds today of a case and its items, by codes and days alone; nothing is opened."""

    is_restricted_record: bool
    marks: tuple[HandlingMark, ...]
    whole: str = ""

    def of_whole(self, category: str) -> "Handling":
        """How a whole category may be handled: as the case, and as every item in it, for its key opens them all."""
        return replace(self, whole=category)

    @property
    def restricted(self) -> bool:
        """Whether processing of the whole case is restricted."""
        return self.restricts(None)

    @property
    def objection(self) -> str | None:
        """PENDING or UPHELD where the person objects to the use of the whole case."""
        return self.objection_to(None)

    def of(self, item_id: UUID | None = None) -> frozenset[str]:
        """The handling markers of the whole case, with those of one of its items."""
        codes = {mark.kind for mark in self._on(item_id)} - NO_MARKER
        return frozenset(codes | ({RESTRICTED_RECORD} if self.is_restricted_record else set()))

    def restricts(self, item_id: UUID | None) -> bool:
        """Whether processing of an item is restricted, by itself or with the whole case."""
        return any(mark.kind == Kind.RESTRICTED_PROCESSING for mark in self._on(item_id))

    def objection_to(self, item_id: UUID | None) -> str | None:
        """PENDING or UPHELD where the person objects to the use of an item or of the whole case; the graver of both.

        One that is upheld decides; one that waits only refers (R57, R57A).
        """
        found = [mark for mark in self._on(item_id) if mark.kind == Kind.OBJECTION]
        if not found:
            return None
        return "UPHELD" if any(mark.upheld for mark in found) else "PENDING"

    def since(self, kind: Kind, item_id: UUID | None) -> date | None:
        """Since when an item is marked so, by itself or with the whole case; None where it is not."""
        return min((mark.since for mark in self._on(item_id) if mark.kind == kind), default=None)

    def until(self, kind: Kind, item_id: UUID | None) -> date | None:
        """The last day on which an item is marked so; None where it is not, or no last day is known."""
        return max((mark.until for mark in self._on(item_id) if mark.kind == kind and mark.until), default=None)

    def disputed(self, item_id: UUID | None) -> bool:
        """Whether the person disputes an item; nobody disputes a whole case."""
        return any(mark.kind == Kind.DISPUTED for mark in self._on(item_id))

    def _on(self, item_id: UUID | None) -> list[HandlingMark]:
        return [mark for mark in self.marks if mark.item_id in {None, item_id} or mark.category == self.whole]


@dataclass(frozen=True, slots=True)
class ReadMark:
    """One mark with its words, and whether the reader lifts it.

    `grounds` are those on which a restricted record may still be used, in words.
    """

    mark: HandlingMark
    words: Shown
    grounds: tuple[str, ...]
    decision: Shown
    lifting: Shown
    may_lift: bool

    @property
    def kind(self) -> Kind:
        """What it is."""
        return Kind(self.mark.kind)

    @property
    def what(self) -> str:
        """On what kind of item it is; empty for the whole case."""
        return HEADINGS.get(self.mark.item_kind, "")

    @property
    def waits(self) -> bool:
        """Whether it is an objection that nobody has decided."""
        return self.kind is Kind.OBJECTION and self.mark.decided_at is None and self.mark.lifted_at is None


@dataclass(frozen=True, slots=True)
class ListedMark:
    """One mark in the officers' list: what it is, on which case, and nothing that it says."""

    mark: HandlingMark
    today: date

    @property
    def kind(self) -> Kind:
        """What it is."""
        return Kind(self.mark.kind)

    @property
    def what(self) -> str:
        """On what kind of item it is; empty for the whole case."""
        return HEADINGS.get(self.mark.item_kind, "")

    @property
    def waits(self) -> bool:
        """Whether it is an objection that nobody has decided."""
        return self.kind is Kind.OBJECTION and self.mark.decided_at is None

    @property
    def is_overdue(self) -> bool:
        """Whether its review is overdue."""
        return self.mark.review_on is not None and self.mark.review_on < self.today


@dataclass(frozen=True, slots=True)
class OpenedHandling:
    """The handling of one case: what holds, what held before, what the reader may place, whether they see the case."""

    case: Case
    marks: tuple[ReadMark, ...]
    before: tuple[ReadMark, ...]
    may_place: tuple[Kind, ...]
    sees_case: bool


def handling_of(case: Case) -> Handling:
    """How the case may be handled today: one statement, whatever there is on it; nothing is opened.

    To be asked in the transaction of the act that it decides. Another agency is told of marks on the whole case while
    anything of it is shared with them, and of marks on items of a category that is.
    """
    return Handling(case.restricted, tuple(in_force().filter(case=case).order_by("pk")))


def open_handling(actor: Actor, reference: str) -> OpenedHandling:
    """The handling of a case with its words, by a look of its own that opens nothing else.

    NotKnown where the case is not the actor's to know by this.
    """
    case = find_handled(actor, reference)
    with event(HANDLING_READ, by=actor, subject=case.subject) as ticket:
        rows = HandlingMark.objects.filter(case=case).select_related("owner", "placed_by", "decided_by", "lifted_by")
        marks = list(rows.order_by("-pk"))
        words = open_for_page(actor, ticket, marks, "words decision lifting")
    holding = set(in_force().filter(case=case).values_list("pk", flat=True))
    works = may_work(actor, case)
    read = [(mark.pk in holding, _read(actor, mark, words[mark.pk], works)) for mark in marks]
    return OpenedHandling(
        case,
        tuple(one for holds, one in read if holds),
        tuple(one for holds, one in read if not holds),
        tuple(kind for kind in Kind if may_place(actor, case, kind, works=works)),
        sees(actor, case),
    )


def kinds_to_place(actor: Actor, case: Case) -> tuple[Kind, ...]:
    """The kinds of mark that the actor may place on the case."""
    works = may_work(actor, case)
    return tuple(kind for kind in Kind if may_place(actor, case, kind, works=works))


def sees(actor: Actor, case: Case) -> bool:
    """Whether the actor sees the case itself, and not its handling alone."""
    return visible_cases(actor).filter(pk=case.pk).exists()


def list_marks(actor: Actor) -> tuple[ListedMark, ...]:
    """What holds in the cases of the actor's agency, objections that wait first, then the review that is most overdue.

    By reference alone; written down. Refuses (NotPermitted) whoever is no officer of the agency.
    """
    require_list(actor)
    today = timezone.localdate()
    seen = Case.objects.filter(pk=OuterRef("case")).exclude(in_conflict(actor, "person"))
    rows = in_force().filter(Exists(seen), owner_id=actor.agency_id).select_related("case", "placed_by")
    waits = ExpressionWrapper(Q(kind=Kind.OBJECTION, decided_at=None), output_field=BooleanField())
    ordered = rows.annotate(waits=waits).order_by("-waits", "review_on", "since", "pk")
    marks = list(ordered[:MOST])
    with event(HANDLING_LISTED, by=actor, facts={"shown": len(marks)}) as ticket:
        show_rows(ticket, marks)
    return tuple(ListedMark(mark, today) for mark in marks)


def find_handled(actor: Actor, reference: str) -> Case:
    """A case whose handling the actor reads; NotKnown where there is none, or it is not theirs to know."""
    wanted = as_reference(reference)
    case = cases_handled(actor).filter(reference=wanted).select_related("owner").first()
    if case is None:
        raise NotKnown(HANDLING_READ, Subject("case", wanted))
    return case


def banner_of(case: Case) -> tuple[HandlingMark, ...]:
    """What whoever opens the case must know before they use it: restricted, objected to, the person not to be told."""
    marks = in_force().filter(case=case, item_id=None, kind__in=ON_BANNER).order_by("kind", "pk")
    return tuple(marks.select_related("owner"))


def find_mark(case: Case, mark_id: UUID) -> HandlingMark:
    """A mark of the case that was not lifted; NotKnown where there is none of this id."""
    found = HandlingMark.objects.filter(case=case, pk=mark_id, lifted_at=None).select_related("case", "case__owner")
    mark = found.first()
    if mark is None:
        raise NotKnown(HANDLING_READ, case.subject)
    return mark


def items_to_mark(actor: Actor, opened: OpenedCase, kind: str) -> list[Item]:
    """Items of one kind that may be marked: all that the actor sees but for what only named people read.

    NotKnown for a kind that there is not.
    """
    if kind not in HEADINGS:
        raise NotKnown(HANDLING_READ, opened.case.subject)
    return [item for item in items_of_kind(actor, opened, kind) if item.category not in FOR_NAMED_PEOPLE]


def _read(actor: Actor, mark: HandlingMark, opened: dict[str, object], works: bool) -> ReadMark:  # noqa: FBT001
    said = opened["words"]
    words = said["words"] if isinstance(said, dict) else said
    grounds = tuple(Ground(one).label for one in said["grounds"]) if isinstance(said, dict) else ()
    return ReadMark(
        mark, show(words, mark.owner), grounds, show(opened["decision"], mark.owner),
        show(opened["lifting"], mark.owner), mark.lifted_at is None and may_lift(actor, mark, works=works),
    )  # fmt: skip
