"""For how long a transfer pack waits, worked out from what happened to it each time that it is read."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from casework.working_days import working_days_between
from multiagency.transfers.models import TransferMove, TransferPack
from multiagency.transfers.moves import Move


def days_waited(pack: TransferPack, moves: Iterable[TransferMove], today: date) -> int:
    """For how many working days the other area has had it since it was sent, or since what was missing was supplied."""
    since = max((move.created_at for move in moves if move.move == Move.SUPPLY), default=pack.created_at)
    return working_days_between(timezone.localdate(since), today)
