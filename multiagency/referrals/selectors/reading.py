"""Reading referrals: what came in, what was sent, and one of them with its moves and what went with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.actor import Actor
from accounts.denials import NotKnown
from accounts.models import Agency
from audit.ledger.acts import Act
from audit.ledger.events import Subject, event
from casework.cases.models import Case
from casework.cases.policies import visible_cases
from casework.cases.selectors import OpenedCase
from casework.categories import FOR_NAMED_PEOPLE
from casework.shown import Shown, open_for_page, show, show_rows
from multiagency.acts import REFERRAL_LOOKED_AT, REFERRALS_LISTED
from multiagency.referrals.clocks import reading
from multiagency.referrals.models import Acceptance, Referral, ReferralMove
from multiagency.referrals.moves import IN_TRAY, Move, Side, State, moves_of, must_move
from multiagency.referrals.policies import known_to, may_answer_for, received_by, sent_by
from multiagency.routing.working_days import Reading
from multiagency.sharing.copies import Copy, copies
from multiagency.sharing.decide import ALLOWED
from multiagency.sharing.models import DisclosedItem, Disclosure, SharingDecision
from multiagency.sharing.policy import Explanation
from multiagency.sharing.wording import told_later
from multiagency.sorts.kinds import Kind, kinds
from vault.opening import Ticket

MOST: Final = 50
NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class Line:
    """One referral in a list: whom it is about, as far as it was sent, with the other agency and the clock."""

    row: Referral
    kind: Kind
    name: str = field(repr=False)
    other: Agency
    clock: Reading
    turn: bool
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Referrals of a list, and how many wait in all; neither counts what the reader may not know of."""

    lines: tuple[Line, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that did not go, with the rules that kept it, in words; the sender's alone to read."""

    row: SharingDecision
    why: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class MoveShown:
    """One move, and what was said with it."""

    row: ReferralMove
    words: Shown


@dataclass(frozen=True, slots=True)
class OpenedReferral:
    """A referral as one of its two agencies reads it; `may` is what the reader can do now."""

    row: Referral
    kind: Kind
    side: Side
    clock: Reading
    copies: tuple[Copy, ...]
    withheld: tuple[Withheld, ...]
    moves: tuple[MoveShown, ...]
    may: tuple[Move, ...]
    case: Case | None
    ticket: Ticket

    @property
    def turn(self) -> str:
        """Who must move, in words."""
        side = must_move(State(self.row.state))
        names = {Side.SENDER: self.row.owner.name, Side.RECIPIENT: self.row.agency.name if self.row.agency else ""}
        return names[side] if side else ""

    @property
    def name(self) -> str:
        """Whom it is about, as far as that was sent."""
        return next((one.words.get("Name", "") for one in self.copies if one.row.item_kind == NAME), "")


def in_tray(actor: Actor) -> Listed:
    """What waits for the actor's agency, most urgent first, and what was decided last; writes down what was shown.

    `alike` says that another referral of the same sender about the same person waits too.
    """
    return _listed(actor, received_by(actor), "-urgency", "submitted_at")


def sent_list(actor: Actor) -> Listed:
    """What the actor's agency sent, or drafts, of cases that they see, the newest first."""
    return _listed(actor, sent_by(actor), "-pk")


def referrals_of(actor: Actor, opened: OpenedCase) -> Listed:
    """The referrals of the case that was opened, drafts too."""
    return _listed(actor, sent_by(actor).filter(case=opened.case), "-pk")


def find_referral(actor: Actor, referral_id: UUID, act: Act = REFERRAL_LOOKED_AT) -> Referral:
    """The row behind an address, nothing opened; NotKnown where the actor may not know of it, or there is none."""
    found = known_to(actor).select_related("owner", "agency", "team", "addressee", "drafted_by")
    row = found.filter(pk=referral_id).first()
    if row is None:
        raise NotKnown(act, Subject("referral", referral_id))
    return row


def open_referral(actor: Actor, row: Referral) -> OpenedReferral:
    """A referral that was found, with its moves and what went with it; writes down the look."""
    side = row.side_of(actor.agency_id)
    with event(REFERRAL_LOOKED_AT, by=actor, subject=row.subject) as ticket:
        moves = ReferralMove.objects.filter(referral=row).select_related("owner", "moved_by", "team", "agency")
        made = list(moves.order_by("number"))
        words = open_for_page(actor, ticket, made, "words")
        copies = _copies(actor, ticket, row)
        show_rows(ticket, [row])
    may = moves_of(side, State(row.state)) if may_answer_for(actor, row) else ()
    return OpenedReferral(
        row=row, kind=kinds()[row.kind], side=side, clock=_clock(row, made), copies=copies,
        withheld=_withheld(row, made) if side is Side.SENDER else (),
        moves=tuple(MoveShown(one, show(words[one.pk]["words"], one.owner)) for one in made),
        may=tuple(move for move in may if move not in {Move.SUBMIT, Move.OPEN}),
        case=_case(actor, row, side), ticket=ticket,
    )  # fmt: skip


def _listed(actor: Actor, rows: QuerySet[Referral], *order: str) -> Listed:
    twin = rows.filter(person=OuterRef("person"), state__in=IN_TRAY).exclude(pk=OuterRef("pk"))
    followed = Exists(Referral.objects.filter(instead_of=OuterRef("pk")))
    named = rows.select_related("owner", "agency", "team", "addressee")
    whole = named.annotate(alike=Exists(twin), followed=followed)
    waiting = rows.filter(state__in=IN_TRAY).count()
    first = list(whole.filter(state__in=[*IN_TRAY, State.DRAFT]).order_by(*order)[:MOST])
    decided = list(whole.exclude(state__in=[*IN_TRAY, State.DRAFT]).order_by("-pk")[: MOST - len(first)])
    shown = [*first, *decided]
    with event(REFERRALS_LISTED, by=actor, facts={"shown": len(shown)}) as ticket:
        names = _names(actor, ticket, shown)
        show_rows(ticket, shown)
    moves: dict[UUID, list[ReferralMove]] = {}
    for move in ReferralMove.objects.filter(referral__in=[row.pk for row in shown]):
        moves.setdefault(move.referral_id, []).append(move)
    return Listed(tuple(_line(actor, row, names, moves.get(row.pk, [])) for row in shown), waiting)


def _line(actor: Actor, row: Any, names: Mapping[UUID | None, str], moves: Sequence[ReferralMove]) -> Line:
    side = row.side_of(actor.agency_id)
    return Line(
        row=row, kind=kinds()[row.kind], name=names.get(row.disclosure_id, ""), other=_other(row, side),
        clock=_clock(row, moves), turn=must_move(State(row.state)) is side and not row.followed,
        alike=row.alike and row.state in IN_TRAY,
    )  # fmt: skip


def _names(actor: Actor, ticket: Ticket, rows: Iterable[Referral]) -> dict[UUID | None, str]:
    """The names that went with referrals, by disclosure."""
    sent = [row.disclosure_id for row in rows if row.disclosure_id]
    copies = list(DisclosedItem.objects.filter(disclosure_id__in=sent, item_kind=NAME))
    opened = open_for_page(actor, ticket, copies, "copy")
    found: dict[UUID | None, str] = {}
    for one in copies:
        said = opened[one.pk]["copy"]
        found[one.disclosure_id] = str(said["words"].get("Name", "")) if isinstance(said, dict) else ""
    return found


def _copies(actor: Actor, ticket: Ticket, row: Referral) -> tuple[Copy, ...]:
    """What went, in the order in which it was sent; where a victim is, for its sender and the person named alone."""
    sent = DisclosedItem.objects.filter(disclosure_id__in=[row.disclosure_id] if row.disclosure_id else [])
    rows = list(sent.select_related("owner").order_by("number"))
    named = actor.principal in {row.addressee_id, row.drafted_by_id}
    mine = [one for one in rows if named or one.category not in FOR_NAMED_PEOPLE]
    return copies(rows, open_for_page(actor, ticket, mine, "copy"))


def _withheld(row: Referral, moves: Iterable[ReferralMove]) -> tuple[Withheld, ...]:
    """What was decided not to go when the referral went: between its disclosure and its first move.

    Nobody else decides about the case meanwhile, which is locked from before the one until after the other.
    """
    went = Disclosure.objects.filter(pk__in=[row.disclosure_id] if row.disclosure_id else []).values("created_at")
    sent = [move.created_at for move in moves if move.move == Move.SUBMIT]
    decided = SharingDecision.objects.filter(case=row.case_id, agency=row.agency_id)
    then = decided.filter(created_at__gte=Subquery(went), created_at__lte=max(sent, default=timezone.now()))
    held = then.exclude(outcome__in=[outcome.value for outcome in ALLOWED])
    refused = held.select_related("owner", "agency").order_by("pk")
    return tuple(Withheld(one, why) for one, why in told_later(list(refused)))


def _case(actor: Actor, row: Referral, side: Side) -> Case | None:
    """The reader's own case: from which it was referred, or on which it was taken."""
    mine = visible_cases(actor).filter(owner_id=actor.agency_id)
    if side is Side.SENDER:
        return mine.filter(pk=row.case_id).first()
    return mine.filter(pk__in=Acceptance.objects.filter(referral=row).values("case")).first()


def _clock(row: Referral, moves: Iterable[ReferralMove]) -> Reading:
    return reading(row, moves, timezone.now())


def _other(row: Referral, side: Side) -> Agency:
    return row.owner if side is Side.RECIPIENT or row.agency is None else row.agency
