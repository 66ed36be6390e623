"""Gathers this package's jobs, so that the worker and the pages know them."""

from casework.break_glass.overdue import look_every_hour
from casework.case_import.work import work as bring_cases_in
from casework.cases.gates import check_every_night
from casework.drafts.tidying import sweep_every_night
from casework.files.checks import check_files
from casework.importing.work import work as bring_people_in
from casework.listings.expiry import end_every_hour, tell_every_night

__all__ = [
    "bring_cases_in",
    "bring_people_in",
    "check_every_night",
    "check_files",
    "end_every_hour",
    "look_every_hour",
    "sweep_every_night",
    "tell_every_night",
]
