"""The one table of moves of a transfer pack; a move that is not in it cannot be stored.

A pack begins as sent: what is being filled in is a draft of its form, and no row.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db import models


class State(models.TextChoices):
    """Where a pack is."""

    SENT = "SENT", "Sent, not acknowledged yet"
    ASKED = "ASKED", "Waiting for papers that are missing"
    ACKNOWLEDGED = "ACKNOWLEDGED", "Acknowledged"
    CLOSED = "CLOSED", "Handed over"
    RETURNED = "RETURNED", "Not taken on"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class Side(models.TextChoices):
    """Which of the two areas moves."""

    SENDER = "SENDER", "The agency that hands over"
    RECIPIENT = "RECIPIENT", "The agency that takes over"


class Move(models.TextChoices):
    """What can happen to a pack."""

    ASK = "ASK", "Asked for papers that are missing"
    SUPPLY = "SUPPLY", "Said where the papers are"
    ACKNOWLEDGE = "ACKNOWLEDGE", "Acknowledged"
    HEARD_BACK = "HEARD_BACK", "Acknowledged outside this system"
    RETURN = "RETURN", "Not taken on"
    WITHDRAW = "WITHDRAW", "Withdrawn"
    TALK = "TALK", "Talked about the handover"
    CLOSE = "CLOSE", "Handed over"
    REMIND = "REMIND", "Reminded"


class Need(StrEnum):
    """What a move says, without which it is none."""

    WORDS = "words"
    WHO = "who"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: who may, out of which states, into which (None: it stays there), and what is said."""

    by: frozenset[Side]
    out_of: frozenset[State]
    into: State | None
    needs: frozenset[Need] = frozenset()

    def leads(self, state: State) -> State:
        """Where a pack is after it."""
        return self.into or state


def _rule(by: tuple[Side, ...], out_of: tuple[State, ...], into: State | None, *needs: Need) -> Rule:
    return Rule(frozenset(by), frozenset(out_of), into, frozenset(needs))


_SENDER, _RECIPIENT = (Side.SENDER,), (Side.RECIPIENT,)
_WAITING = (State.SENT, State.ASKED)
_OPEN = (*_WAITING, State.ACKNOWLEDGED)

MOVES: Final = {
    Move.ACKNOWLEDGE: _rule(_RECIPIENT, _WAITING, State.ACKNOWLEDGED),
    Move.HEARD_BACK: _rule(_SENDER, _WAITING, State.ACKNOWLEDGED, Need.WHO),
    Move.ASK: _rule(_RECIPIENT, (State.SENT,), State.ASKED, Need.WORDS),
    Move.SUPPLY: _rule(_SENDER, (State.ASKED,), State.SENT, Need.WORDS),
    Move.TALK: _rule((*_SENDER, *_RECIPIENT), _OPEN, None, Need.CONVERSATION, Need.WHO, Need.WORDS),
    Move.CLOSE: _rule(_SENDER, (State.ACKNOWLEDGED,), State.CLOSED),
    Move.RETURN: _rule(_RECIPIENT, _WAITING, State.RETURNED, Need.WORDS),
    Move.WITHDRAW: _rule(_SENDER, _WAITING, State.WITHDRAWN, Need.WORDS),
    Move.REMIND: _rule(_SENDER, (State.SENT,), None),
}

WAITING: Final = frozenset(_WAITING)
"""States in which nobody has acknowledged it, and the case that it hands over stays open."""
OPEN: Final = frozenset(_OPEN)
"""States in which it is not done with."""
BY_THE_PRODUCT: Final = frozenset({Move.REMIND})
"""Moves that nobody makes."""
TAKEN_OVER: Final = frozenset({Move.ACKNOWLEDGE, Move.HEARD_BACK})
"""Moves by which somebody else answers for the person from then on."""


def may_move(move: Move, side: Side, state: State) -> bool:
    """Whether the table lets this side make this move now."""
    rule = MOVES[move]
    return side in rule.by and state in rule.out_of


def moves_of(side: Side, state: State) -> tuple[Move, ...]:
    """What people of this side can do now, in the order of the table."""
    return tuple(move for move in MOVES if move not in BY_THE_PRODUCT and may_move(move, side, state))


def must_move(state: State) -> Side | None:
    """Whose turn it is; None where nobody waits for anything."""
    if state is State.SENT:
        return Side.RECIPIENT
    return Side.SENDER if state in OPEN else None
