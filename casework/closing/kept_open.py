"""What keeps a case open: rooms above say so here, and casework asks them without knowing them."""

from collections.abc import Callable
from typing import Final

from casework.cases.models import Case

Keeper = Callable[[Case], str]

_KEEPERS: Final[list[Keeper]] = []


class KeptOpen(Exception):
    """Why a case cannot be closed now, in words that say what to do and who can resolve it."""


def keeps_open(keeper: Keeper) -> Keeper:
    """Have a function asked before a case is closed; it gives why it stays open, in words, or nothing."""
    _KEEPERS.append(keeper)
    return keeper


def require_free(case: Case) -> None:
    """Refuse (KeptOpen) to close a case that something keeps open; call it with the case locked."""
    if words := " ".join(said for keeper in _KEEPERS if (said := keeper(case))):
        raise KeptOpen(words)
