"""A victim and one who harms them, with what the repeat rule found, in words that show its arithmetic."""

from dataclasses import dataclass
from datetime import date

from casework.cases.models import Case
from casework.repeats.rule import Answer, Finding
from casework.safe_contact.models import HarmedBy


@dataclass(frozen=True, slots=True)
class Pair:
    """The victim and one linked perpetrator: their name and their case as far as the reader knows, and the finding."""

    link: HarmedBy
    offender: Case | None
    finding: Finding
    name: str = ""

    @property
    def label(self) -> str:
        """The perpetrator by name or by the reference of a case that the reader sees, or that somebody is linked."""
        if self.name:
            return f"{self.name}, case {self.offender.reference}" if self.offender else self.name
        return f"the person of case {self.offender.reference}" if self.offender else "somebody linked as harming them"

    @property
    def needs_referral(self) -> bool:
        """Whether somebody should act: a repeat, what may be one, or a further incident when the clock has run out."""
        return self.finding.answer in {Answer.REPEAT, Answer.PERHAPS, Answer.NEW_CASE}

    @property
    def words(self) -> str:
        """What was counted since when, by which version of the rule, and what to do."""
        found = self.finding
        if found.referred_on is None or found.last_day is None or found.definition is None:
            return f"No referral because of {self.label} is written down, so nothing can be a repeat yet."
        since = f"since the referral of {_day(found.referred_on)} because of {self.label}"
        rule = (
            f"A repeat is {found.definition.words} (rule of {found.definition.version}): until {_day(found.last_day)}."
        )
        said = {
            Answer.REPEAT: f"This is a repeat: {_incidents(found.counted)} {since}. {rule} Refer again.",
            Answer.PERHAPS: f"This may be a repeat: {_incidents(found.perhaps)} {since}. {rule} Find out more.",
            Answer.NEW_CASE: f"{_incidents(found.after)} when it is no repeat any more. {rule} Refer as new.",
            Answer.NONE_SINCE: f"Nothing {since} counts as a repeat. {rule}",
        }
        return said[found.answer]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _incidents(number: int) -> str:
    return f"{number} incident" if number == 1 else f"{number} incidents"
