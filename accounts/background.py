"""Gathers this package's jobs, so that the worker and the pages know them."""

from accounts.in_date.warning import warn
from accounts.invitations.sending import send as send_invitation
from accounts.jobs.queue import carry_out
from accounts.jobs.tidying import tidy as tidy_jobs
from accounts.keys.turning import turn as turn_keys
from accounts.outbox.sending import send
from accounts.outbox.tidying import tidy as tidy_messages

__all__ = ["carry_out", "send", "send_invitation", "tidy_jobs", "tidy_messages", "turn_keys", "warn"]
