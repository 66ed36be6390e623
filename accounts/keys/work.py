"""What work on keys has in common: how it tells how far it is, how long it waits, and how it ends."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.keys.models import KeyWork

Report = Callable[[int, int], None]
PATIENCE = 60.0
"""Seconds to wait for transactions that may still need an old key, before leaving it for another run."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far work on keys has come: how much still needs an old key, and how much of that does not open at all."""

    work: KeyWork
    left: int
    shut: int

    @property
    def finished(self) -> bool:
        """Whether everything that could be done is done; an old key stays for what does not open."""
        return self.work.finished_at is not None


def silent(done: int, total: int) -> None:
    """Tell nobody."""
