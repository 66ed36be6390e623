"""Gathers this package's jobs, so that the worker and the pages know them."""

from accounts.jobs.queue import carry_out
from accounts.jobs.tidying import tidy

__all__ = ["carry_out", "tidy"]
