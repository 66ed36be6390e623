"""Gathers this package's jobs and what follows from acts below, so that the worker and the pages know them."""

from multiagency.agreements.reviews import remind_every_night
from multiagency.emergencies.overdue import look_for_late_reviews
from multiagency.recalls.taken_back import tell_who_has_copies
from multiagency.standing_shares.checking import check_every_night
from multiagency.standing_shares.redeciding import decide_every_night
from multiagency.transfers.holding import until_acknowledged
from multiagency.transfers.services.reminding import remind_of_transfers

__all__ = [
    "check_every_night", "decide_every_night", "look_for_late_reviews", "remind_every_night", "remind_of_transfers",
    "tell_who_has_copies", "until_acknowledged",
]  # fmt: skip
