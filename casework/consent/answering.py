"""What an answer about consent must say before it can be kept (governance CON-02, CON-07, CON-08). Pure."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from casework.consent.states import GIVEN, LONGEST, Capacity, Child, State
from casework.consent.wordings import wordings
from vault.ids import uuid7

LEAST_WORDS = 3
ADULT_AT = 16


class Answered(StrEnum):
    """How somebody answered: a statement or an action, which silence is not (DPA 2018 s.33(1A))."""

    SAID = "SAID"
    SIGNED = "SIGNED"
    SHOWN = "SHOWN"


class SaidToHarm(StrEnum):
    """Whether somebody with parental responsibility is said to have harmed the child."""

    NO = "NO"
    YES = "YES"
    NOT_KNOWN = "NOT_KNOWN"


@dataclass(frozen=True, slots=True, repr=False)
class PrHolder:
    """Somebody with parental responsibility for a child."""

    given: str = ""
    family: str = ""
    relation: str = ""
    said_to_harm: SaidToHarm = SaidToHarm.NOT_KNOWN


@dataclass(frozen=True, slots=True, repr=False)
class NewConsent:
    """One answer about consent as somebody takes it down; `id` makes a second sending harmless."""

    state: State
    purposes: frozenset[str]
    categories: frozenset[str]
    recipients: frozenset[UUID]
    wording: str
    how: Answered | None
    evidence: str
    answered_on: date
    expires_on: date
    capacity_note: str = ""
    finding_id: UUID | None = None
    child: Child | None = None
    child_note: str = ""
    pr_holder: PrHolder = field(default_factory=PrHolder)
    id: UUID = field(default_factory=uuid7)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the person when they are asked: their age, if it is, and what their capacity was found to be."""

    age: int | None
    capacity: Capacity
    today: date


def problems(new: NewConsent, about: About) -> dict[str, str]:
    """What is missing or cannot be, by the field that mends it; nothing where the answer can be kept."""
    found = {**_missing(new), **_dates(new, about.today), **_ability(new, about), **_childhood(new, about)}
    if new.state is State.GIVEN_BY_PR:
        found |= _parent(new)
    return found


def _missing(new: NewConsent) -> dict[str, str]:
    needed = {
        "purposes": (new.purposes, "Choose what it would be used for."),
        "categories": (new.categories, "Choose what would be shared."),
        "recipients": (new.recipients, "Choose who would get it."),
        "how": (new.how, "Choose how they answered."),
        "evidence": (len(new.evidence.split()) >= LEAST_WORDS, "Say what they said, signed or did."),
        "wording": (new.wording in wordings(), "Choose the words in which they were asked."),
        "state": (new.state in KEPT, "Choose what they answered."),
    }
    return {name: words for name, (there, words) in needed.items() if not there}


def _dates(new: NewConsent, today: date) -> dict[str, str]:
    found = {}
    if new.answered_on > today:
        found["answered_on"] = "This day is still to come. Enter the day on which they answered."
    if new.expires_on <= new.answered_on:
        found["expires_on"] = "This must be after the day on which they answered."
    elif new.expires_on > new.answered_on + LONGEST:
        found["expires_on"] = "Consent is asked again after a year at the latest. Enter an earlier day."
    return found


def _ability(new: NewConsent, about: About) -> dict[str, str]:
    cannot = about.capacity is Capacity.LACKS
    if new.state in GIVEN and cannot:
        return {"state": "Somebody who was found unable to decide this cannot consent to it. Record it as not asked."}
    if new.state is State.NOT_ASKED and about.capacity not in {Capacity.LACKS, Capacity.FLUCTUATES}:
        return {"finding": "Choose the assessment that says that they cannot decide this now. Capacity is presumed."}
    if about.capacity is not Capacity.PRESUMED and not new.capacity_note.strip():
        return {"capacity_note": "Say what you saw of their ability to decide today."}
    return {}


def _childhood(new: NewConsent, about: About) -> dict[str, str]:
    known, under = about.age is not None, (about.age or 0) < ADULT_AT
    if known and under and new.child is None:
        return {"child": "Their date of birth says that they are under 16. Choose what fits."}
    if known and not under and (new.child or new.state is State.GIVEN_BY_PR):
        return {"child": "Their date of birth says that they are 16 or over, so they decide themselves."}
    if new.state is State.GIVEN and new.child in {Child.NOT_GILLICK, Child.NOT_ASSESSED}:
        return {"child": "Under 16, they can agree themselves only if they were found to understand the decision."}
    if new.state is State.GIVEN_BY_PR and new.child is not Child.NOT_GILLICK:
        return {"child": "Somebody with parental responsibility answers only for a child who cannot decide this."}
    if new.child in {Child.GILLICK, Child.NOT_GILLICK} and not new.child_note.strip():
        return {"child_note": "Say who found this, when, and why."}
    return {}


def _parent(new: NewConsent) -> dict[str, str]:
    holder = new.pr_holder
    needed = {
        "pr_family": (holder.family, "Enter their family name."),
        "pr_relation": (holder.relation, "Say how they have parental responsibility."),
    }
    return {name: words for name, (there, words) in needed.items() if not there.strip()}


KEPT = frozenset({State.GIVEN, State.GIVEN_BY_PR, State.REFUSED, State.UNSAFE_TO_ASK, State.NOT_ASKED})
"""The answers that can be taken down; the other states follow from them, from time and from other questions."""
