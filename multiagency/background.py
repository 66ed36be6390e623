"""Gathers this package's jobs, so that the worker and the pages know them."""

from multiagency.emergencies.overdue import look_for_late_reviews
from multiagency.standing_shares.redeciding import decide_every_night

__all__ = ["decide_every_night", "look_for_late_reviews"]
