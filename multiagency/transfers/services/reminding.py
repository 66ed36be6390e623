"""Reminding whoever should acknowledge a transfer pack, counted in working days from what happened to it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from accounts.models import Agency
from audit.ledger.events import event
from multiagency.acts import TRANSFER_REMINDED
from multiagency.notices import TRANSFER_WAITS
from multiagency.transfers.checklist import checklist
from multiagency.transfers.clock import days_waited
from multiagency.transfers.models import TransferMove, TransferPack
from multiagency.transfers.moves import Move, State
from multiagency.transfers.services.moving import Said, locked_pack, store_move
from multiagency.transfers.services.telling import TELLER, tell_recipients, tell_sender


@job("multiagency.transfer_reminders", "Reminding of transfer packs that wait", every=Every.NIGHT)
def remind_of_transfers(actor: Actor) -> None:
    """Look at every agency of the actor's partnership, as `remind` does."""
    for agency_id in Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", flat=True):
        sender = system_actor(TELLER, actor.partnership_id, agency_id)
        with acting(sender):
            remind(actor=sender, today=timezone.localdate())


def remind(*, actor: Actor, today: date) -> int:
    """Remind once for every so many working days that a pack of the agency waits; gives how many were reminded of.

    From the day on which it is chased, whoever sent it hears as well. However often it runs, and however late, a pack
    gets one reminder at a time, and none for which one was sent.
    """
    waiting = TransferPack.objects.filter(owner_id=actor.agency_id, state=State.SENT).order_by("pk")
    return sum(_reminded(actor, pack, today) for pack in waiting)


@transaction.atomic
def _reminded(actor: Actor, pack: TransferPack, today: date) -> bool:
    locked = locked_pack(pack)
    moves = list(TransferMove.objects.filter(pack=locked).order_by("number"))
    waited = days_waited(locked, moves, today)
    since = max((move.number for move in moves if move.move == Move.SUPPLY), default=0)
    reminded = sum(move.move == Move.REMIND and move.number > since for move in moves)
    if locked.state != State.SENT or waited // checklist().remind_after <= reminded:
        return False
    with event(TRANSFER_REMINDED, by=actor, subject=locked.subject, facts={"days": waited}):
        store_move(actor, locked, Move.REMIND, Said())
    tell_recipients(actor, locked, TRANSFER_WAITS)
    if waited >= checklist().chase_after:
        tell_sender(actor, locked, TRANSFER_WAITS)
    return True
