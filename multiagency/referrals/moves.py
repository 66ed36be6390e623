"""The one table of moves: every state of a referral is reached by a row of it, and by nothing else.

The database refuses what is not in the table (`ReferralMove.Meta`, migration `referrals.sql`); services, pages and
tests read it from here.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db import models


class State(models.TextChoices):
    """Where a referral is."""

    DRAFT = "DRAFT", "Draft"
    SUBMITTED = "SUBMITTED", "Sent, not opened yet"
    RECEIVED = "RECEIVED", "Being considered"
    INFORMATION_REQUESTED = "INFORMATION_REQUESTED", "Waiting for information"
    ACCEPTED = "ACCEPTED", "Accepted"
    DECLINED = "DECLINED", "Declined"
    REDIRECTED = "REDIRECTED", "For another agency"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    HEARD = "HEARD", "Heard by the panel"
    TRANSFERRED = "TRANSFERRED", "Transferred to another area"


class Side(models.TextChoices):
    """Which of the two agencies moves."""

    SENDER = "SENDER", "The agency that refers"
    RECIPIENT = "RECIPIENT", "The agency that it went to"


class Move(models.TextChoices):
    """What can happen to a referral."""

    SUBMIT = "SUBMIT", "Sent"
    OPEN = "OPEN", "Opened"
    PASS_ON = "PASS_ON", "Passed to another team"
    ASK = "ASK", "Asked for information"
    ANSWER = "ANSWER", "Answered"
    ACCEPT = "ACCEPT", "Accepted"
    DECLINE = "DECLINE", "Declined"
    REDIRECT = "REDIRECT", "Sent back for another agency"
    WITHDRAW = "WITHDRAW", "Withdrawn"
    HEAR = "HEAR", "Heard by the panel"
    TRANSFER = "TRANSFER", "Transferred to another area"


class Reason(models.TextChoices):
    """Why a referral is declined (practice.md 3)."""

    BELOW_THRESHOLD = "BELOW_THRESHOLD", "Below the threshold"
    WRONG_PANEL = "WRONG_PANEL", "Another panel or service is the right one"
    DUPLICATE = "DUPLICATE", "We have this referral already"
    NO_LAWFUL_BASIS = "NO_LAWFUL_BASIS", "There is no lawful basis for us to take it"
    OUT_OF_AREA = "OUT_OF_AREA", "Outside our area"
    INSUFFICIENT_INFO = "INSUFFICIENT_INFO", "Too little is known to decide"


class Need(StrEnum):
    """What a move says, without which it is none."""

    REASON = "reason"
    WORDS = "words"
    TEAM = "team"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: who may, out of which states, into which, and what it must say."""

    by: Side
    out_of: frozenset[State]
    into: State
    needs: frozenset[Need] = frozenset()


def _rule(by: Side, out_of: tuple[State, ...], into: State, *needs: Need) -> Rule:
    return Rule(by, frozenset(out_of), into, frozenset(needs))


_SENDER, _RECIPIENT = Side.SENDER, Side.RECIPIENT
_ASKED = (State.RECEIVED, State.INFORMATION_REQUESTED)
_WITH_THEM = (State.SUBMITTED, *_ASKED)

MOVES: Final = {
    Move.SUBMIT: _rule(_SENDER, (State.DRAFT,), State.SUBMITTED),
    Move.OPEN: _rule(_RECIPIENT, (State.SUBMITTED,), State.RECEIVED),
    Move.PASS_ON: _rule(_RECIPIENT, (State.SUBMITTED, State.RECEIVED), State.SUBMITTED, Need.TEAM),
    Move.ASK: _rule(_RECIPIENT, (State.RECEIVED,), State.INFORMATION_REQUESTED, Need.WORDS),
    Move.ANSWER: _rule(_SENDER, (State.INFORMATION_REQUESTED,), State.RECEIVED, Need.WORDS),
    Move.ACCEPT: _rule(_RECIPIENT, _ASKED, State.ACCEPTED),
    Move.DECLINE: _rule(_RECIPIENT, _ASKED, State.DECLINED, Need.REASON, Need.WORDS),
    Move.REDIRECT: _rule(_RECIPIENT, _ASKED, State.REDIRECTED, Need.AGENCY, Need.WORDS),
    Move.WITHDRAW: _rule(_SENDER, _WITH_THEM, State.WITHDRAWN, Need.WORDS),
    Move.HEAR: _rule(_RECIPIENT, (State.ACCEPTED,), State.HEARD),
    Move.TRANSFER: _rule(_RECIPIENT, (State.ACCEPTED, State.HEARD), State.TRANSFERRED, Need.WORDS),
}  # fmt: skip

IN_TRAY: Final = frozenset(_WITH_THEM)
"""States in which the agency that it went to has still to decide."""

CAME_BACK: Final = frozenset({State.DECLINED, State.REDIRECTED})
"""States in which the agency that refers decides whether somebody else is asked: by a new referral, never the same."""

PAUSED: Final = frozenset({State.INFORMATION_REQUESTED})
"""States in which its clock stands still: the other side must move."""


def may_move(move: Move, side: Side, state: State) -> bool:
    """Whether the table lets this side make this move now."""
    rule = MOVES[move]
    return rule.by is side and state in rule.out_of


def moves_of(side: Side, state: State) -> tuple[Move, ...]:
    """What this side can do now, in the order of the table."""
    return tuple(move for move in MOVES if may_move(move, side, state))


def must_move(state: State) -> Side | None:
    """Whose turn it is; None where nobody waits for anything."""
    if state in {State.DRAFT, State.INFORMATION_REQUESTED} | CAME_BACK:
        return Side.SENDER
    return Side.RECIPIENT if state in IN_TRAY else None
