"""A pack that the police hand over to probation of another area, for tests."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role as StaffRole
from audit.ledger.events import event
from casework.cases.models import Case
from casework.cases.selectors import open_case
from casework.categories import Category
from multiagency.acts import TRANSFER_SENT
from multiagency.sharing.claims import Audience
from multiagency.sharing.sending import Picked, Why
from multiagency.transfers.checklist import How, checklist
from multiagency.transfers.models import Term, TransferMove, TransferPack, TransferPaper
from multiagency.transfers.moves import MOVES, Move, Need, Side
from multiagency.transfers.services.moving import Said, move_pack
from multiagency.transfers.services.sending import NewPack, prepare, send_pack
from tests.cast import PASSWORD, actor, make_user
from tests.multiagency.packages.handing_over import row_sent
from tests.multiagency.sharing.sending import CLAIMS, agreed
from tests.town import Town, logged, opened_case
from vault.ids import uuid7
from vault.opening import holding_bytes, seal

ANSWERS = {one.code: "NO" for one in checklist().questions}


@dataclass(frozen=True)
class Handover:
    """A case of the police, and who takes over at probation, to which one note of it may go."""

    town: Town
    case: Case
    sender: User
    taker: User
    note: Any

    @property
    def sides(self) -> dict[Side, User]:
        """Who moves for each side."""
        return {Side.SENDER: self.sender, Side.RECIPIENT: self.taker}


def handover(town: Town, case: Case | None = None) -> Handover:
    """Police and probation have an agreement about interventions, and nothing else."""
    agreed(town, Category.INTERVENTION_RECORD)
    found = case or opened_case(town.caseworker)
    (note,) = logged(town.caseworker, found, "He moves to Easthaven on Friday")
    taker = make_user(town.partnership, town.probation, StaffRole.CASEWORKER, name="Tamsin Taker", password=PASSWORD)
    return Handover(town, found, town.caseworker, taker, note)


def new_pack(world: Handover, **other: Any) -> NewPack:
    """The note of the case for whoever takes over; everything else is not held, but the name, which may not go."""
    picked = Picked(
        frozenset({("intervention", world.note.pk), ("name", world.case.person_id)}),
        Audience(world.taker.agency, world.taker), CLAIMS, Why("They move", "The new area needs it", "TOLD"),
    )  # fmt: skip
    absent = {
        paper.code: How.NOT_HELD.value for paper in checklist().papers_for(world.case.role)
        if paper.code not in {"contacts", "who"}
    }  # fmt: skip
    said: dict[str, Any] = {"picked": picked, "term": Term.FOR_GOOD, "answers": ANSWERS, "absent": absent, **other}
    return NewPack(**said)


def sent(world: Handover, new: NewPack | None = None, seen: str | None = None) -> TransferPack | None:
    """What comes of sending it, as the page showed it a moment before."""
    pack, who = new or new_pack(world), actor(world.sender)
    with acting(who), holding_bytes():
        opened = open_case(who, world.case.reference)
        shown = prepare(who, opened, pack).seen if seen is None else seen
        again = replace(pack, picked=replace(pack.picked, id=uuid7()))
        return send_pack(actor=who, opened=opened, new=again, seen=shown)


def waiting(world: Handover, *then: Move, **other: Any) -> TransferPack:
    """A pack that was sent, and moved on from there."""
    pack = sent(world, new_pack(world, **other))
    assert pack
    for move in then:
        moved(world, pack, move)
    return pack


def moved(world: Handover, pack: TransferPack, move: Move, by: User | None = None, **said: Any) -> TransferMove:
    """The pack moved by whoever may, saying what the table asks."""
    who = actor(by or world.sides[min(MOVES[move].by)])
    with acting(who):
        return move_pack(actor=who, pack=pack, move=move, said=Said(**{**needs(move), **said}))


def needs(move: Move) -> dict[str, Any]:
    """What the table asks of a move."""
    given = {
        Need.WORDS: {"words": "As we said on the telephone"}, Need.WHO: {"who": "Una Outsider, coordinator"},
        Need.CONVERSATION: {"conversation": "WORKERS"},
    }  # fmt: skip
    said: dict[str, str] = {}
    for need in MOVES[move].needs:
        said |= given[need]
    return said


def row_of_pack(worker: User, case: Case) -> TransferPack:
    """A pack of a case that somebody outside acknowledged, without deciding what goes: for addresses and walls."""
    disclosure, who = row_sent(worker, case), actor(worker)
    pack = TransferPack(
        partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, person_id=case.person_id, role=case.role,
        agency=disclosure.agency, disclosure=disclosure, term=Term.FOR_A_TIME, until=timezone.localdate(),
        body=bytes(32), sent_by=worker,
    )  # fmt: skip
    with acting(who), event(TRANSFER_SENT, by=who, subject=case.subject):
        seal(who.agency_id, [(pack, {"answers": ANSWERS})])
        pack.save(force_insert=True)
        TransferPaper.objects.create(
            partnership_id=case.partnership_id, owner_id=case.owner_id, pack=pack, number=1, paper="risk",
            how=How.NOT_HELD,
        )  # fmt: skip
    with acting(who):
        move_pack(actor=who, pack=pack, move=Move.HEARD_BACK, said=Said(**needs(Move.HEARD_BACK)))
    return pack


def now(world: Handover, pack: TransferPack) -> TransferPack:
    """The pack as it stands, for its sender."""
    with acting(actor(world.sender)):
        return TransferPack.objects.get(pk=pack.pk)
