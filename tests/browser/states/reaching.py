"""How a state of a page is reached."""

from collections.abc import Callable

from accounts.models import User
from casework.cases.models import Case
from tests.browser.desk import Desk
from tests.town import Town

State = Callable[[Desk, Town], str]
"""Brings the desk to a page in some state, and gives words that stand there in that state alone."""


def opened(desk: Desk, user: User, path: str, words: str) -> str:
    """The user's own browser at this address."""
    desk.belongs_to(user).visit(path)
    return words


def of(case: Case, rest: str = "") -> str:
    """The address of a page of the case."""
    return f"/cases/{case.reference}/{rest}"
