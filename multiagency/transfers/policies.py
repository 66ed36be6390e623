"""Who may know of a transfer pack and move it: on one side by the case, on the other by what was received."""

from typing import Final

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.models import Agency
from audit.ledger.acts import Act
from casework.cases.models import Case
from casework.cases.models import State as CaseState
from casework.cases.policies import may_work, visible_cases
from casework.conflicts.policies import in_conflict
from multiagency.referrals.policies import may_take_in
from multiagency.sharing.receiving import received_by as disclosures_received_by
from multiagency.sharing.recipients import is_outside
from multiagency.transfers.models import TransferPack
from multiagency.transfers.moves import OPEN, Move, Side, State, may_move

WHO_DECIDES: Final = "whoever works the case, or a team manager of your agency"


class CannotTransfer(Exception):
    """Why a pack is not sent or does not move, in words that say what happened and what to do next."""


def sent_by(actor: Actor) -> QuerySet[TransferPack]:
    """Packs of the actor's agency about cases that they see."""
    return TransferPack.objects.filter(owner_id=actor.agency_id, case__in=visible_cases(actor))


def received_by(actor: Actor) -> QuerySet[TransferPack]:
    """Packs that came to the actor's agency whose papers they may open; none about somebody whom they know."""
    came = TransferPack.objects.filter(agency_id=actor.agency_id, disclosure__in=disclosures_received_by(actor))
    return came.exclude(in_conflict(actor, "person"))


def known_to(actor: Actor) -> QuerySet[TransferPack]:
    """Every pack of which the actor may know, on either side of it."""
    sent, received = (Q(pk__in=found(actor).values("pk")) for found in (sent_by, received_by))
    return TransferPack.objects.filter(sent | received)


def may_answer_for(actor: Actor, pack: TransferPack) -> bool:
    """Whether the actor moves this pack for their side: who works the case, or who deals with what comes in."""
    if pack.side_of(actor.agency_id) is Side.SENDER:
        return may_work(actor, pack.case)
    return may_take_in(actor)


def require_move(actor: Actor, act: Act, pack: TransferPack) -> None:
    """Refuse, in words, whoever does not answer for their side."""
    if not may_answer_for(actor, pack):
        raise NotPermitted(
            act,
            pack.subject,
            words="You may read this transfer pack but not decide about it.",
            resolver=WHO_DECIDES,
        )


def require_there(actor: Actor, move: Move, pack: TransferPack) -> None:
    """Refuse (CannotTransfer) a move that is the other side's, or out of a state where the pack no longer is."""
    if not may_move(move, pack.side_of(actor.agency_id), State(pack.state)):
        raise CannotTransfer(
            f"This pack is no longer where it was when you looked, or this is for the other agency to do: it is now "
            f"“{pack.get_state_display()}”. Nothing of yours was saved. Look at what happened before you go on."
        )


def require_outside(agency: Agency) -> None:
    """Refuse (CannotTransfer) to say for an agency with people on this system that it acknowledged."""
    if not is_outside(agency):
        raise CannotTransfer(f"{agency.name} is on this system, and acknowledges the pack here. Ask {agency.liaison}.")


def require_transferable(case: Case) -> None:
    """Refuse (CannotTransfer) a case that is closed, and one that is being handed over already."""
    if case.state == CaseState.CLOSED:
        raise CannotTransfer("This case is closed. Open it again before you hand it over.")
    if TransferPack.objects.filter(case=case, state__in=OPEN).exists():
        raise CannotTransfer(
            "This case is being handed over already. Withdraw or close that transfer pack before you send another."
        )
