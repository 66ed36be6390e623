"""What a decision about a third party cannot do without: it is not written down before each of these is said."""

from dataclasses import dataclass, fields
from typing import Final

from multiagency.third_parties.models import Decision

ALWAYS: Final = ("who", "why", "alternatives", "risk_to_offender", "risk_to_third_party")
IF_TOLD: Final = ("exact_words", "offender", "undertaking", "support")
IF_NOT: Final = ("why_not",)


def needed(decision: Decision) -> tuple[str, ...]:
    """The words that a decision needs; those why nobody is told are needed whatever the law presumes (DIS-10)."""
    return ALWAYS + (IF_TOLD if decision == Decision.DISCLOSED else IF_NOT)


@dataclass(frozen=True, slots=True, repr=False)
class Grounds:
    """Who and why, what they were told word for word, what else was weighed, and what came with it.

    `offender` says whether the person was informed, or whether telling it themselves was considered; `undertaking`
    that the third party signed to keep it to themselves, or why not; `support` what was offered to them.
    """

    decision: Decision
    who: str
    why: str
    alternatives: str
    risk_to_offender: str
    risk_to_third_party: str
    exact_words: str = ""
    offender: str = ""
    undertaking: str = ""
    support: str = ""
    why_not: str = ""

    def __post_init__(self) -> None:
        """Refuse (ValueError) a decision that lacks something it cannot do without."""
        lacking = [name for name in needed(self.decision) if not str(getattr(self, name)).strip()]
        if lacking:
            raise ValueError(f"A decision about a third party says all that it rests on: {', '.join(lacking)}.")

    @property
    def words(self) -> dict[str, object]:
        """What is sealed of it."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "decision"}
