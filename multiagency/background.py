"""Gathers this package's jobs, so that the worker and the pages know them."""

from multiagency.agreements.reviews import remind_every_night
from multiagency.standing_shares.redeciding import decide_every_night

__all__ = ["decide_every_night", "remind_every_night"]
