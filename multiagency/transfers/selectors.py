"""Reading transfer packs: those of a case, those that came and went, and one with its checklist and what happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.models import Agency
from audit.ledger.events import Subject, event
from casework.cases.selectors import OpenedCase
from casework.shown import Shown, open_for_page, show, show_rows
from multiagency.acts import TRANSFER_LOOKED_AT, TRANSFERS_LISTED
from multiagency.sharing.recipients import is_outside
from multiagency.transfers.checklist import Filled, How, Paper, Why, checklist
from multiagency.transfers.clock import days_waited
from multiagency.transfers.models import TransferMove, TransferPack, TransferPaper
from multiagency.transfers.moves import Move, Side, State, moves_of, must_move
from multiagency.transfers.policies import known_to, may_answer_for, received_by, sent_by

MOST: Final = 50
YES_NO: Final = {"YES": "Yes", "NO": "No", "NOT_KNOWN": "Not known"}


@dataclass(frozen=True, slots=True)
class Line:
    """One pack in a list, with the other area; nobody is named."""

    row: TransferPack
    other: Agency
    turn: bool


@dataclass(frozen=True, slots=True)
class MoveShown:
    """One move, and what was said with it."""

    row: TransferMove
    conversation: str
    who: Shown
    words: Shown


@dataclass(frozen=True, slots=True)
class OpenedPack:
    """A pack as one of its two agencies reads it; `may` is what the reader can do now."""

    row: TransferPack
    side: Side
    outside: bool
    waited: int
    papers: tuple[Filled, ...]
    answers: tuple[tuple[str, str], ...] = field(repr=False)
    moves: tuple[MoveShown, ...]
    may: tuple[Move, ...]

    @property
    def turn(self) -> str:
        """Who must move, in words; empty where nobody waits."""
        side = must_move(State(self.row.state))
        return {Side.SENDER: self.row.owner.name, Side.RECIPIENT: self.row.agency.name}[side] if side else ""

    @property
    def late(self) -> bool:
        """Whether it waits for longer than the checklist lets it before somebody is reminded."""
        return self.row.state == State.SENT and self.waited >= checklist().remind_after


def find_pack(actor: Actor, pack_id: UUID) -> TransferPack:
    """The pack behind an address; NotKnown where the actor may not know of it, or there is none."""
    rows = known_to(actor).select_related("owner", "agency", "addressee", "sent_by")
    found = rows.filter(pk=pack_id).first()
    if found is None:
        raise NotKnown(TRANSFER_LOOKED_AT, Subject("transfer_pack", pack_id))
    return found


def came(actor: Actor) -> tuple[Line, ...]:
    """The newest packs that came to the actor's agency, of those of which they may know; writes that down."""
    return _listed(actor, received_by(actor))


def went(actor: Actor) -> tuple[Line, ...]:
    """The newest packs that the actor's agency sent of cases that they see; writes that down."""
    return _listed(actor, sent_by(actor))


def packs_of(actor: Actor, opened: OpenedCase) -> tuple[Line, ...]:
    """The packs of the case that was opened, the newest first; none for an agency that did not send them."""
    return _listed(actor, sent_by(actor).filter(case=opened.case))


def open_pack(actor: Actor, row: TransferPack) -> OpenedPack:
    """Open a pack for a reader who may know of it, and write the look down."""
    moves = list(TransferMove.objects.filter(pack=row).select_related("moved_by", "owner").order_by("number"))
    with event(TRANSFER_LOOKED_AT, by=actor, subject=row.subject) as ticket:
        said = open_for_page(actor, ticket, [row], "answers")[row.pk]["answers"]
        opened = open_for_page(actor, ticket, moves, "who words")
        papers = list(TransferPaper.objects.filter(pack=row).order_by("number"))
    side, outside = row.side_of(actor.agency_id), is_outside(row.agency)
    titles = checklist().titles
    answers = said if isinstance(said, dict) else {}
    return OpenedPack(
        row=row, side=side, outside=outside, waited=days_waited(row, moves, timezone.localdate()),
        papers=tuple(_paper(one, titles) for one in papers),
        answers=tuple(
            (one.title, YES_NO.get(answers[one.code], "")) for one in checklist().questions if one.code in answers
        ),
        moves=tuple(
            MoveShown(
                one, titles.get(one.conversation, ""), show(opened[one.pk]["who"], one.owner),
                show(opened[one.pk]["words"], one.owner),
            )
            for one in moves
        ),
        may=_may(actor, row, outside=outside),
    )  # fmt: skip


def _paper(row: TransferPaper, titles: Mapping[str, str]) -> Filled:
    """What became of a paper, by the title that it has now."""
    paper = Paper(row.paper, titles.get(row.paper, row.paper), ())
    return Filled(paper, How(row.how), Why(row.why) if row.why else None)


def _may(actor: Actor, row: TransferPack, *, outside: bool) -> tuple[Move, ...]:
    if not may_answer_for(actor, row):
        return ()
    found = moves_of(row.side_of(actor.agency_id), State(row.state))
    return tuple(move for move in found if outside or move is not Move.HEARD_BACK)


def _listed(actor: Actor, rows: QuerySet[TransferPack]) -> tuple[Line, ...]:
    newest: Sequence[TransferPack] = list(rows.select_related("owner", "agency").order_by("-pk")[:MOST])
    with event(TRANSFERS_LISTED, by=actor, facts={"shown": len(newest)}) as ticket:
        show_rows(ticket, newest)
    return tuple(_lines(actor, newest))


def _lines(actor: Actor, rows: Iterable[TransferPack]) -> Iterable[Line]:
    for row in rows:
        side = row.side_of(actor.agency_id)
        yield Line(row, row.agency if side is Side.SENDER else row.owner, must_move(State(row.state)) is side)
