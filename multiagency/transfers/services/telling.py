"""Telling staff of either side of a transfer pack, by e-mail that says nothing of it, and nobody in conflict."""

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.models import User
from accounts.outbox.notices import Notice
from accounts.outbox.services import tell_each
from casework.conflicts.policies import users_in_conflict
from multiagency.referrals.services.telling import takers_at
from multiagency.transfers.models import TransferPack
from multiagency.transfers.moves import Side

TELLER = "transfers"


def tell_recipients(actor: Actor, pack: TransferPack, notice: Notice) -> None:
    """Tell the person whom it names, else who looks after the whole in-tray there.

    Who there is in conflict with the person is known to their own agency alone, which is asked in its own name.
    """
    with acting(system_actor(TELLER, pack.partnership_id, pack.agency_id)):
        there = takers_at(pack.agency_id, pack.partnership_id, person_id=pack.addressee_id)
        told = list(there.exclude(pk__in=users_in_conflict(pack.person_id)))
    tell_each(actor=actor, users=told, notice=notice)


def tell_sender(actor: Actor, pack: TransferPack, notice: Notice) -> None:
    """Tell whoever sent it, while they are there and not in conflict with the person."""
    with acting(system_actor(TELLER, pack.partnership_id, pack.owner_id)):
        there = User.objects.filter(pk=pack.sent_by_id, agency_id=pack.owner_id, is_active=True)
        told = list(there.exclude(pk__in=users_in_conflict(pack.person_id)))
    tell_each(actor=actor, users=told, notice=notice)


def tell_other_side(actor: Actor, pack: TransferPack, notice: Notice) -> None:
    """Tell the side that did not move."""
    told = tell_recipients if pack.side_of(actor.agency_id) is Side.SENDER else tell_sender
    told(actor, pack, notice)
