"""What consent is worth for one question: exactly this purpose, this category and this recipient, on this day.

Pure: it knows of no database and no clock. Whatever is not plainly given is not consent (Data Protection Act 2018
s.40A; UK GDPR Art 7). The latest thing that the person said about a question decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID


class State(StrEnum):
    """The states of consent that the sharing decision knows."""

    NOT_ASKED = "NOT_ASKED"
    GIVEN = "GIVEN"
    GIVEN_BY_PR = "GIVEN_BY_PR"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    UNSAFE_TO_ASK = "UNSAFE_TO_ASK"


class Capacity(StrEnum):
    """Whether somebody can decide about this, now; presumed until it is assessed (Mental Capacity Act 2005 s.1)."""

    PRESUMED = "PRESUMED"
    ASSESSED_HAS = "ASSESSED_HAS"
    LACKS = "LACKS"
    FLUCTUATES = "FLUCTUATES"


class Child(StrEnum):
    """Whether somebody under 16 understands the decision."""

    GILLICK = "GILLICK"
    NOT_GILLICK = "NOT_GILLICK"
    NOT_ASSESSED = "NOT_ASSESSED"


LONGEST: Final = timedelta(days=366)
"""How long consent holds at most: nobody is bound for years by one answer (governance CON-02, expiry or review)."""
GIVEN = frozenset({State.GIVEN, State.GIVEN_BY_PR})
PR_HOLDER_ALLEGED = "PR_HOLDER_ALLEGED_PERPETRATOR"


@dataclass(frozen=True, slots=True)
class Question:
    """For what, what, and to which agency."""

    purpose: str
    category: str
    agency_id: UUID


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said about consent once, and what became of it; times are of the clock on the wall."""

    state: State
    purposes: frozenset[str]
    categories: frozenset[str]
    recipients: frozenset[UUID]
    answered_on: date
    recorded_at: datetime
    expires_on: date
    withdrawn_at: datetime | None = None
    review_due: bool = False
    capacity: Capacity = Capacity.PRESUMED
    capacity_until: date | None = None
    child: Child | None = None
    pr_holder_alleged: bool = False

    @property
    def last_said(self) -> tuple[date, datetime]:
        """When the person last said something about it: the withdrawal, or the answer."""
        if self.withdrawn_at:
            return self.withdrawn_at.date(), self.withdrawn_at
        return self.answered_on, self.recorded_at

    def covers(self, question: Question) -> bool:
        """Whether it is about exactly this."""
        return (
            question.purpose in self.purposes
            and question.category in self.categories
            and question.agency_id in self.recipients
        )

    def is_superseded_by(self, other: "Answer") -> bool:
        """Whether another answer is about all of this, and something was said of that one later."""
        wider = (
            self.purposes <= other.purposes
            and self.categories <= other.categories
            and self.recipients <= other.recipients
        )
        return wider and other.last_said > self.last_said

    def state_on(self, today: date) -> State:
        """What it is worth on a day: one that waits to be asked again after a transfer (P18) counts as expired."""
        if self.withdrawn_at:
            return State.WITHDRAWN
        if self.state in GIVEN and (self.expires_on < today or self.review_due):
            return State.EXPIRED
        return self.state


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sharing decision is told of consent, in the words of its own enumerations."""

    consent: State
    capacity: Capacity
    child: Child | None
    wishes: str | None
    markers: tuple[str, ...]


def deciding(answers: Iterable[Answer], question: Question) -> Answer | None:
    """The answer that decides a question: of those about it, the one of which something was said last."""
    about_it = [answer for answer in answers if answer.covers(question)]
    return max(about_it, key=lambda answer: answer.last_said, default=None)


def state_of(answers: Iterable[Answer], question: Question, today: date) -> State:
    """The state of consent for a question on a day; nobody's silence is consent, nor consent to something else."""
    known = list(answers)
    decides = deciding(known, question)
    if decides:
        return decides.state_on(today)
    return State.OUT_OF_SCOPE if any(answer.state in GIVEN for answer in known) else State.NOT_ASKED


def facts_of(answers: Iterable[Answer], wishes: str | None, question: Question, today: date) -> Facts:
    """Everything that the sharing decision asks of consent; wishes are told beside it and change nothing of it."""
    known = list(answers)
    decides = deciding(known, question)
    return Facts(
        consent=state_of(known, question, today),
        capacity=_capacity(decides, today),
        child=decides.child if decides else None,
        wishes=wishes,
        markers=(PR_HOLDER_ALLEGED,) if decides and decides.pr_holder_alleged else (),
    )


def _capacity(answer: Answer | None, today: date) -> Capacity:
    """A finding is about one decision and one time: past it, capacity is presumed again."""
    if answer is None or (answer.capacity_until and answer.capacity_until < today):
        return Capacity.PRESUMED
    return answer.capacity
