"""Moving a transfer pack: one verb for every move of the table, under a lock that both agencies can take."""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor, system_actor
from accounts.context import acting
from audit.ledger.acts import Act
from audit.ledger.events import event
from casework.cases.models import Case
from casework.consent.services import review_due_on_transfer
from casework.inserting import insert
from casework.refusals import AlreadySent
from multiagency.acts import (
    TRANSFER_ACKNOWLEDGED,
    TRANSFER_ASKED,
    TRANSFER_CLOSED,
    TRANSFER_HEARD_BACK,
    TRANSFER_REMINDED,
    TRANSFER_RETURNED,
    TRANSFER_SUPPLIED,
    TRANSFER_TALKED,
    TRANSFER_WITHDRAWN,
)
from multiagency.notices import TRANSFER_MOVED
from multiagency.packages.services import revoke_all
from multiagency.transfers.checklist import checklist
from multiagency.transfers.models import BETWEEN, Term, TransferMove, TransferPack
from multiagency.transfers.moves import MOVES, TAKEN_OVER, Move, Need, State
from multiagency.transfers.policies import CannotTransfer, require_move, require_outside, require_there
from multiagency.transfers.services.telling import TELLER, tell_other_side
from vault.grants import sync_grants
from vault.ids import uuid7
from vault.opening import seal

ACTS: Final[dict[Move, Act]] = {
    Move.ASK: TRANSFER_ASKED,
    Move.SUPPLY: TRANSFER_SUPPLIED,
    Move.ACKNOWLEDGE: TRANSFER_ACKNOWLEDGED,
    Move.HEARD_BACK: TRANSFER_HEARD_BACK,
    Move.RETURN: TRANSFER_RETURNED,
    Move.WITHDRAW: TRANSFER_WITHDRAWN,
    Move.TALK: TRANSFER_TALKED,
    Move.CLOSE: TRANSFER_CLOSED,
    Move.REMIND: TRANSFER_REMINDED,
}


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Said:
    """What somebody says when they move a pack; `id` makes a second sending harmless."""

    words: str = ""
    who: str = ""
    conversation: str = ""
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def move_pack(*, actor: Actor, pack: TransferPack, move: Move, said: Said) -> TransferMove:
    """Make one move of the table; the same sent again moves nothing and gives the move that was made.

    Once the other area answers for the person for good, the consents of the case wait to be asked again (rule P18).
    Where it is withdrawn, a link to it that was not opened yet opens nothing.

    Refuses whoever does not answer for their side (NotPermitted), a move out of a state where the pack no longer is,
    one that lacks what the table asks of it, an acknowledgement in the place of an agency that is on this system, and
    closing without the conversations or a word about why there were none (CannotTransfer); and an id that was used
    for another move (AlreadySent).
    """
    locked = locked_pack(pack)
    require_move(actor, ACTS[move], locked)
    if made := TransferMove.objects.filter(pk=said.id).first():
        return _the_same(made, locked, move)
    require_there(actor, move, locked)
    _require_said(locked, move, said)
    with event(ACTS[move], by=actor, subject=locked.subject, facts={"move": move.value, "from": locked.state}):
        row = store_move(actor, locked, move, said)
    if move is Move.WITHDRAW:
        revoke_all(actor=actor, disclosure_id=locked.disclosure_id)
    if move in TAKEN_OVER and locked.term == Term.FOR_GOOD:
        _ask_consent_again(locked)
    tell_other_side(actor, locked, TRANSFER_MOVED)
    return row


def store_move(actor: Actor, pack: TransferPack, move: Move, said: Said) -> TransferMove:
    """Store a move of a pack that is locked, under the event now open; its words are granted to both agencies."""
    state = State(pack.state)
    row = TransferMove(
        pk=said.id, partnership_id=actor.partnership_id, owner_id=actor.agency_id, pack=pack, number=pack.version + 1,
        move=move, side=pack.side_of(actor.agency_id), from_state=state, to_state=MOVES[move].leads(state),
        conversation=said.conversation, moved_by_id=actor.principal if actor.kind == "user" else None,
    )  # fmt: skip
    if told := {name: text for name, text in (("words", said.words), ("who", said.who)) if text}:
        seal(actor.agency_id, [(row, told)])
        other = pack.agency_id if actor.agency_id == pack.owner_id else pack.owner_id
        sync_grants(pack.pk, actor.agency_id, {(other, BETWEEN): None})
    insert(ACTS[move], pack.subject, row)
    return row


def locked_pack(pack: TransferPack) -> TransferPack:
    """The pack as it stands now; whoever else would move it, of either agency, waits."""
    return TransferPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)


def missing_conversations(pack: TransferPack) -> tuple[str, ...]:
    """The conversations of the checklist that nobody has written down yet, as people read them."""
    held = set(TransferMove.objects.filter(pack=pack, move=Move.TALK).values_list("conversation", flat=True))
    return tuple(one.title for one in checklist().conversations if one.code not in held)


def _require_said(pack: TransferPack, move: Move, said: Said) -> None:
    given = {Need.WORDS: said.words.strip(), Need.WHO: said.who.strip(), Need.CONVERSATION: said.conversation}
    if missing := sorted(need for need in MOVES[move].needs if not given[need]):
        raise CannotTransfer(f"Nothing was changed. Say first: {', '.join(missing)}.")
    if move is Move.HEARD_BACK:
        require_outside(pack.agency)
    if move is Move.CLOSE and not said.words.strip() and (unheld := missing_conversations(pack)):
        raise CannotTransfer(
            f"Nobody has written down a conversation {', nor one '.join(one.lower() for one in unheld)}. Write it down "
            "first, or say below why there was none."
        )


def _ask_consent_again(pack: TransferPack) -> None:
    """In the sender's name, whose consents they are: the agency that takes over does not see its case."""
    sender = system_actor(TELLER, pack.partnership_id, pack.owner_id)
    with acting(sender):
        review_due_on_transfer(actor=sender, case=Case.objects.get(pk=pack.case_id))


def _the_same(made: TransferMove, pack: TransferPack, move: Move) -> TransferMove:
    if made.pack_id != pack.pk or made.move != move:
        raise AlreadySent
    return made
