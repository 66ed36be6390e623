"""Gathers this package's jobs, so that the worker and the pages know them."""

from casework.importing.work import work as bring_people_in

__all__ = ["bring_people_in"]
