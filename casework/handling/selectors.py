"""Reading how a case and its items may be handled: the codes that decide, and their words for who may read them."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.acts import HANDLING_READ
from casework.cases.models import Case
from casework.cases.selectors import as_reference
from casework.handling.models import Ground, HandlingMark, Kind
from casework.handling.policies import cases_handled, in_force, may_lift, may_place
from casework.shown import Shown, open_for_page, show

NO_MARKER: Final = frozenset({Kind.OBJECTION, Kind.DISPUTED, Kind.RESTRICTED_PROCESSING})
"""Kinds that the sharing decision asks as facts of their own, not as markers."""
RESTRICTED_RECORD: Final = "RESTRICTED_RECORD"


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
    def waits(self) -> bool:
        """Whether it is an objection that nobody has decided."""
        return self.kind is Kind.OBJECTION and self.mark.decided_at is None and self.mark.lifted_at is None


@dataclass(frozen=True, slots=True)
class OpenedHandling:
    """The handling of one case: what holds, what held before, and what the reader may place."""

    case: Case
    marks: tuple[ReadMark, ...]
    before: tuple[ReadMark, ...]
    may_place: tuple[Kind, ...]


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
    read = [(mark.pk in holding, _read(actor, mark, words[mark.pk])) for mark in marks]
    return OpenedHandling(
        case,
        tuple(one for holds, one in read if holds),
        tuple(one for holds, one in read if not holds),
        tuple(kind for kind in Kind if may_place(actor, case, kind)),
    )


def find_handled(actor: Actor, reference: str) -> Case:
    """A case whose handling the actor reads; NotKnown where there is none, or it is not theirs to know."""
    wanted = as_reference(reference)
    case = cases_handled(actor).filter(reference=wanted).select_related("owner").first()
    if case is None:
        raise NotKnown(HANDLING_READ, Subject("case", wanted))
    return case


def find_mark(case: Case, mark_id: UUID) -> HandlingMark:
    """A mark of the case that was not lifted; NotKnown where there is none of this id."""
    found = HandlingMark.objects.filter(case=case, pk=mark_id, lifted_at=None).select_related("case", "case__owner")
    mark = found.first()
    if mark is None:
        raise NotKnown(HANDLING_READ, case.subject)
    return mark


def _read(actor: Actor, mark: HandlingMark, opened: dict[str, object]) -> ReadMark:
    said = opened["words"]
    words = said["words"] if isinstance(said, dict) else said
    grounds = tuple(Ground(one).label for one in said["grounds"]) if isinstance(said, dict) else ()
    return ReadMark(
        mark, show(words, mark.owner), grounds, show(opened["decision"], mark.owner),
        show(opened["lifting"], mark.owner), mark.lifted_at is None and may_lift(actor, mark),
    )  # fmt: skip
