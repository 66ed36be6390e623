"""Asks whether other agencies know somebody, and writes down that it was asked and what each answered."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import NOBODY, Facts, Subject, event, record
from casework.acts import PERSON_LOOKED_AT
from casework.particulars.selectors import find_person, identifiers_told
from casework.people.details import PersonDetails, as_opened
from casework.people.models import IdentifierKind, Person
from casework.purposes import Purpose
from casework.shown import Shown, open_for_page, show_name
from multiagency.acts import KNOWN_TO_ANSWERED, KNOWN_TO_CHECKED
from multiagency.known_to.agreed import NotAsked, whom_to_ask
from multiagency.known_to.answers import who_knows
from multiagency.known_to.limits import count_check
from multiagency.known_to.policies import require_ask, require_ask_about, victim_alone
from multiagency.known_to.questions import exact_enough, question

FIELDS = "name date_of_birth particulars aliases"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one agency answers: hit or no hit, and nothing else."""

    agency: Agency
    hit: bool
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What the agencies answered that may be asked, and which were not asked, with why."""

    answers: tuple[Answer, ...]
    not_asked: tuple[NotAsked, ...]

    @property
    def hits(self) -> int:
        """How many agencies know them."""
        return sum(answer.hit for answer in self.answers)


@dataclass(frozen=True, slots=True, repr=False)
class OnRecord:
    """Somebody on record who is asked about, and whether the actor sees them as a victim alone."""

    person: Person
    name: Shown
    details: PersonDetails
    victim_alone: bool

    @property
    def exact(self) -> bool:
        """Whether enough is known for an exact comparison: their whole date of birth, or a number."""
        return exact_enough(self.details)

    @property
    def may_be_asked(self) -> bool:
        """Whether asking about them can be answered at all."""
        return self.exact and not self.victim_alone


def check_details(actor: Actor, details: PersonDetails, purpose: Purpose) -> Checked:
    """Ask about somebody who was typed in.

    Refuses a role that looks for nobody and more checks than may be made in an hour (NotPermitted), and somebody of
    whom too little is known for an exact comparison (ValueError).
    """
    require_ask(actor)
    return _check(actor, details, purpose, NOBODY)


def person_to_check(actor: Actor, person_id: UUID) -> OnRecord:
    """Open what an exact comparison needs of one's own agency's person; the look is written down.

    NotKnown where the actor may not know of them; NotPermitted where they may not ask about them.
    """
    require_ask(actor)
    person = find_person(actor, person_id)
    require_ask_about(actor, person)
    with event(PERSON_LOOKED_AT, by=actor, subject=person.subject) as ticket:
        opened = open_for_page(actor, ticket, [person], FIELDS)[person.pk]
        numbers = [detail for _, detail in identifiers_told(actor, ticket, person) if isinstance(detail, dict)]
    identifiers = tuple((IdentifierKind(one["type"]), str(one["value"])) for one in numbers)
    details = replace(as_opened(opened), identifiers=identifiers)
    return OnRecord(person, show_name(opened["name"], person.owner), details, victim_alone(actor, person))


def check_person(actor: Actor, known: OnRecord, purpose: Purpose) -> Checked:
    """Ask about somebody on record, by all their names and numbers; refuses as `check_details` does."""
    require_ask_about(actor, known.person)
    return _check(actor, known.details, purpose, known.person.subject)


def _check(actor: Actor, details: PersonDetails, purpose: Purpose, subject: Subject) -> Checked:
    """The same statements whatever the answer: every agency that may be asked is, and each answer is written down."""
    count_check(actor)
    sought = question(actor.partnership_id, details)
    asked, not_asked = whom_to_ask(actor, purpose, timezone.now())
    ids = [one.agency.pk for one in asked]
    facts: Facts = {"asked": sought.asked, "agencies": ids}
    with event(KNOWN_TO_CHECKED, by=actor, subject=subject, purpose=purpose.value, facts=facts):
        known = who_knows(sought, ids)
    answers = tuple(Answer(one.agency, one.agency.pk in known, one.conditions) for one in asked)
    for answer in answers:
        _write_down(actor, answer, purpose, sought.asked)
    return Checked(answers, tuple(not_asked))


def _write_down(actor: Actor, answer: Answer, purpose: Purpose, asked: str) -> None:
    """What an agency answered is its officer's to see, and no other agency's but the asker's."""
    facts: Facts = {"asked": asked, "hit": answer.hit}
    record(KNOWN_TO_ANSWERED, by=actor, subject=answer.agency.subject, purpose=purpose.value, facts=facts)
