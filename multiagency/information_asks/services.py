"""Writing down what another agency was asked, and what it answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Agency
from casework.cases.models import Case
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.once import add_once, on_case
from casework.chronology.services import NewEvent
from casework.purposes import Purpose
from multiagency.acts import INFORMATION_ASKED
from multiagency.information_asks.models import InformationAsk, Outcome, Reason


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """Which agency was asked on which day, for what and why, and what it answered; `said` is in its own words."""

    agency: Agency
    asked_on: date
    purpose: Purpose
    categories: Sequence[Category]
    question: str
    outcome: Outcome
    reason: Reason | None = None
    said: str = ""

    def __post_init__(self) -> None:
        """Refuse (ValueError) an ask for nothing, and a refusal without its reason."""
        if not self.categories or not self.question.strip():
            raise ValueError("An ask says for what kind of information, and what was asked.")
        if (self.outcome == Outcome.DECLINED) != (self.reason is not None):
            raise ValueError("An agency that declined to share has a reason, or gave none, and no other has.")

    @property
    def columns(self) -> dict[str, object]:
        """What of it is not sealed."""
        return {
            "agency": self.agency, "asked_on": self.asked_on, "purpose": self.purpose.value,
            "categories": sorted(self.categories), "outcome": self.outcome.value,
            "reason": self.reason.value if self.reason else "",
        }  # fmt: skip


def record_ask(*, actor: Actor, case: Case, ask_id: UUID, asked: Asked) -> InformationAsk:
    """Write an ask down with its answer; the same sent again adds nothing. Refuses as `add_once` does."""
    row = on_case(InformationAsk, actor, case, ask_id, **asked.columns)
    told = f"{asked.agency.name} was asked for information. {asked.outcome.label}."
    line = NewEvent(
        Happening.EVENT, Statement.FACT, Category.PROFESSIONAL_CONTACT, told, row.pk, own_agency=True
    )  # fmt: skip
    words: dict[str, object] = {"question": asked.question, "said": asked.said}
    return add_once(actor=actor, act=INFORMATION_ASKED, row=row, words=words, line=line)
