"""What agencies of the demo pass to each other, as it is told: plain frozen records."""

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, Mapping[str, str | list[str]]]

PROPORTIONATE = "It is what they need for the decision of this week, and nothing besides."
NO_LESS = "A telephone call would tell the same and leave nothing to check it by."


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a referral, with what is said; `agency` is the one for which it is sent back."""

    move: str
    words: str = ""
    reason: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """One referral of a case by its lead: to an agency or team, or where the rules send it where none is named.

    `confirms` are the kinds of item that are confirmed, and `steps` what became of it; `kept` leaves it a draft. One
    `anew` is begun in place of the case's last, which came back. `asks` is why a second authoriser should let go what
    is held back.
    """

    case: int
    kind: str
    answers: Answers
    gateway: str
    to: str = ""
    team: str = ""
    urgency: int = 1
    confirms: tuple[str, ...] = ("name",)
    conf_basis: str = ""
    law: str = ""
    steps: tuple[Step, ...] = ()
    kept: bool = False
    anew: bool = False
    asks: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that was written in words."""
        answers = (said for section in self.answers.values() for said in section.values())
        said = (*(step.words for step in self.steps), self.asks)
        return (*(one for one in answers if isinstance(one, str) and " " in one), *said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """One thing that a case's lead shares, or asks to: the newest of these kinds of item, to an agency.

    `asks` is who has to decide because it is held back. `read` says that somebody there opened it, `recalled` of which
    kind is what was called back, `emergency` that it could not wait.
    """

    case: int
    to: str
    purpose: str
    why: str
    kinds: tuple[str, ...] = ("name", "intervention")
    gateway: str = ""
    law: str = ""
    conf_basis: str = ""
    channel: str = "PORTAL"
    read: bool = False
    recalled: str = ""
    emergency: bool = False
    asks: str = ""
