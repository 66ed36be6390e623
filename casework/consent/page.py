"""Everything that the page of consent and wishes says, in one reading."""

from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.agencies.selectors import agencies_here
from casework.cases.models import CaseShare
from casework.cases.selectors import OpenedCase
from casework.categories import Category
from casework.consent.selectors import KeptConsent, KeptFinding, consents_of, findings_of, shared_otherwise
from casework.consent.states import GIVEN, Answer
from casework.consent.wordings import ConsentWording, wordings
from casework.purposes import Purpose
from casework.wishes.selectors import GivenAnswer, SaidWishes, agreements_of, wishes_of

LABELS = {
    "GIVEN": ("Agreed", "green"),
    "GIVEN_BY_PR": ("Agreed by somebody with parental responsibility", "green"),
    "REFUSED": ("Refused", "red"),
    "WITHDRAWN": ("Withdrawn", "red"),
    "EXPIRED": ("Expired: ask again", "yellow"),
    "REVIEW_DUE": ("Ask again: the case changed hands", "yellow"),
    "UNSAFE_TO_ASK": ("Not safe to ask", "red"),
    "NOT_ASKED": ("Not asked: cannot decide this now", "grey"),
}
HOW = {"SAID": "Said so", "SIGNED": "Signed or wrote it", "SHOWN": "Showed it by what they did"}


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One answer in words."""

    kept: KeptConsent
    label: str
    colour: str
    recipients: tuple[str, ...]
    categories: tuple[str, ...]
    purposes: tuple[str, ...]
    how: str
    wording: ConsentWording | None
    superseded: bool

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether there is something to take back."""
        return self.live and self.kept.answer.state in GIVEN

    @property
    def live(self) -> bool:
        """Whether it belongs above what is history."""
        return not self.superseded and self.kept.state not in {"WITHDRAWN", "EXPIRED"}


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """Answers that count, those of before, what goes on without consent, and what they want and take part in."""

    standing: tuple[ConsentLine, ...]
    earlier: tuple[ConsentLine, ...]
    otherwise: tuple[CaseShare, ...]
    findings: tuple[KeptFinding, ...]
    wishes: tuple[SaidWishes, ...]
    agreements: tuple[GivenAnswer, ...]

    @property
    def earlier_wishes(self) -> tuple[SaidWishes, ...]:
        """What later words have superseded."""
        return self.wishes[1:]


def consent_page(actor: Actor, opened: OpenedCase) -> ConsentPage:
    """Read it all under the look at the case that was opened; the same number of queries for few and many."""
    names = dict(agencies_here(actor).values_list("pk", "name"))
    every = consents_of(actor, opened)
    answers = [kept.answer for kept in every]
    lines = [_line(kept, names, answers) for kept in every]
    return ConsentPage(
        standing=tuple(line for line in lines if line.live),
        earlier=tuple(line for line in lines if not line.live),
        otherwise=shared_otherwise(opened),
        findings=findings_of(actor, opened),
        wishes=wishes_of(actor, opened),
        agreements=agreements_of(actor, opened),
    )


def _line(kept: KeptConsent, names: dict[UUID, str], answers: list[Answer]) -> ConsentLine:
    answer = kept.answer
    label, colour = LABELS[kept.state]
    return ConsentLine(
        kept=kept, label=label, colour=colour,
        recipients=tuple(sorted(names.get(pk, "An agency that has left") for pk in answer.recipients)),
        categories=tuple(Category(code).label for code in sorted(answer.categories)),
        purposes=tuple(Purpose(code).label for code in sorted(answer.purposes)),
        how=HOW.get(kept.given.get("how", ""), ""), wording=wordings().get(kept.row.wording),
        superseded=any(answer.is_superseded_by(other) for other in answers),
    )  # fmt: skip
