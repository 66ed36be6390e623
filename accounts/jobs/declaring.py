"""Jobs as each package declares them: a function that takes an actor and ids, with when and how often it is tried."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from accounts.roles import Role

WAITS: Final = (10, 60, 600, 3600)
"""Seconds before a job that failed is tried again, one number for each further try."""


class Every(Enum):
    """How often a job begins by itself, as a time of day that cron would take, in UTC."""

    HOUR = "7 * * * *"
    NIGHT = "17 2 * * *"


JOBS: dict[str, "Declared"] = {}


@dataclass(frozen=True, slots=True)
class Declared:
    """One job: its code, what people call it, the function that does it, and how.

    `whole` jobs are one transaction with their being done, so that a worker killed at any point leaves all or nothing;
    others open their own transactions and must bear being begun again. `alone` is a pattern of ids: two jobs for which
    it gives the same text never run at once, and run in the order in which they were asked for. `every` jobs begin by
    themselves, once for each partnership. `roles` are what the product itself may be in the job, where it asked.
    """

    name: str
    title: str
    function: Callable[..., None]
    waits: tuple[int, ...] = WAITS
    whole: bool = True
    alone: str = ""
    every: Every | None = None
    roles: frozenset[Role] = frozenset()

    def __post_init__(self) -> None:
        if JOBS.setdefault(self.name, self) != self:
            raise ValueError(f"The job {self.name} is declared twice.")

    def __call__(self, *arguments: Any, **ids: Any) -> None:
        """Do it here and now, as any function would."""
        self.function(*arguments, **ids)


def job(name: str, title: str, **how: Any) -> Callable[[Callable[..., None]], Declared]:
    """Declare the function below as a job. It takes the actor, then ids by keyword.

    Packages gather their jobs in a module named `background`, which the worker and the pages read at the start.
    """
    return lambda function: Declared(name, title, function, **how)


UNKNOWN: Final = "Work of a version that is no longer installed"


def declared(name: str) -> Declared:
    """The job of this name; refuses (LookupError) one that no installed package declares."""
    if name not in JOBS:
        raise LookupError(f"No package declares the job {name}.")
    return JOBS[name]


def title_of(name: str) -> str:
    """What people call this job."""
    return JOBS[name].title if name in JOBS else UNKNOWN
