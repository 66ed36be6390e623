"""What a check of a deployment says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is: wrong stops people or opens a wall; a warning should be mended soon."""

    GOOD = "good"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, what was found, and what to do where it is not good."""

    about: str
    state: State
    words: str
    do: str = ""


Check = Callable[[], Iterator[Finding]]


def good(about: str, words: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(about, State.GOOD, words)


def warning(about: str, words: str, do: str) -> Finding:
    """Say that something should be mended soon."""
    return Finding(about, State.WARNING, words, do)


def wrong(about: str, words: str, do: str) -> Finding:
    """Say that something must be mended before anybody works here."""
    return Finding(about, State.WRONG, words, do)


def either(about: str, words: str, problem: Finding | None) -> Finding:
    """Give the problem where there is one, else that it is good."""
    return problem or good(about, words)
