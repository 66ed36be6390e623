"""What else follows at once when somebody takes back consent, or says no after a yes; floors above add theirs."""

from collections.abc import Callable
from typing import Final

from accounts.actor import Actor
from casework.cases.models import Case
from casework.consent.states import Question, State

StateOf = Callable[[Question], State]
"""The state of consent for a question, as the person's last word has it now."""
Follower = Callable[[Actor, Case, StateOf], None]
FOLLOWERS: Final[list[Follower]] = []


def follows_consent(follower: Follower) -> Follower:
    """Call this in the transaction of every answer and every withdrawal, by whoever was let work the case."""
    FOLLOWERS.append(follower)
    return follower
