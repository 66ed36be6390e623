"""The demo world while it is being written: records are added one by one and never changed."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from config.demo.agencies import AGENCIES, PARTNERSHIP, SLUG, TEAMS
from config.demo.identifiers import identifiers_of
from config.demo.names import Called
from config.demo.offending import Managed
from config.demo.passing import Passed, Referred
from config.demo.rhythm import moment, rhythm, written_up
from config.demo.staff import all_staff
from config.demo.wording.phrases import phrases
from config.demo.world import (
    Agreed,
    Alias,
    Case,
    Conflict,
    Emergency,
    Intervention,
    Kind,
    Letter,
    Person,
    Protection,
    Share,
    Side,
    Staff,
    Story,
    Tie,
    Want,
    World,
)

RECORD = "INTERVENTION_RECORD"
CONTACT = re.compile(r"(?P<days>\d+) (?P<mode>[A-Z]+) (?P<result>[A-Z_]+) (?P<note>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is said when a case is opened."""

    lead: Staff
    opened_on: date
    next_due: date | None
    reason: str
    warning: str = ""
    state: str = "ACTIVE"
    priority: str = "HIGH"
    closed_on: date | None = None
    restricted: bool = False
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """How a relationship is told: the risk, whether whoever harms knows, what it rests on, years ago of both ends."""

    risk: str = "NOT_KNOWN"
    known: str = "NOT_KNOWN"
    basis: str = "FACT"
    began: int | None = None
    ended: int | None = None


class Draft:
    """Collects the world; every draw comes from the one `rng`, so that the order of calls decides the world."""

    def __init__(self, seed: int, today: date) -> None:
        """Start with the partnership's agencies and staff, and no subject."""
        self.seed, self.today, self.rhythm = seed, today, rhythm(today)
        self.rng = Random(seed)  # noqa: S311 - a world to be made again, not a secret
        self.staff = all_staff()
        self.people: list[Person] = []
        self.cases: list[Case] = []
        self.interventions: list[Intervention] = []
        self.shares: list[Share] = []
        self.letters: list[Letter] = []
        self.conflicts: list[Conflict] = []
        self.protections: list[Protection] = []
        self.emergencies: list[Emergency] = []
        self.ties: list[Tie] = []
        self.managed: list[Managed] = []
        self.wants: list[Want] = []
        self.agreed: list[Agreed] = []
        self.referred: list[Referred] = []
        self.passed: list[Passed] = []
        self.stories: list[Story] = []
        self._caseworkers: dict[str, list[Staff]] = defaultdict(list)
        for member in self.staff:
            if "CASEWORKER" in member.roles:
                self._caseworkers[member.agency].append(member)

    def ago(self, days: int) -> date:
        """The day that lies so many days back; negative for a day to come."""
        return self.today - timedelta(days=days)

    def caseworkers(self, agency: str, team: str = "") -> list[Staff]:
        """The caseworkers of an agency, or of one of its teams."""
        return [member for member in self._caseworkers[agency] if not team or team in member.teams]

    def add_person(
        self, agency: str, name: Called, *, pronoun: str, born: date | None, precision: str = "EXACT",
        kind: Kind = Kind.PERSON, aliases: Iterable[Alias] = (),
    ) -> Person:  # fmt: skip
        """File a subject with an agency, under the numbers that this agency keeps; a venue has none."""
        key = len(self.people)
        numbers = identifiers_of(agency, key + 1) if kind is Kind.PERSON else ()
        person = Person(
            key, agency, kind, name.given, name.family, name.other, pronoun, born, precision, tuple(aliases), numbers
        )
        self.people.append(person)
        return person

    def add_case(self, person: Person, side: Side, said: Opening) -> Case:
        """Open a case of the person's own agency, worked by the lead's first team."""
        case = Case(
            len(self.cases), person.key, person.agency, side, said.state, said.priority, said.opened_on, said.closed_on,
            said.next_due, said.lead.email, said.lead.teams[0], said.reason, said.warning, said.restricted, said.named,
        )  # fmt: skip
        self.cases.append(case)
        return case

    def log(
        self, case: Case, day: date, mode: str, result: str, note: str, *, by: str = "", category: str = RECORD,
        next_on: date | None = None,
    ) -> None:  # fmt: skip
        """Add a contact on a day before today, at an hour that is usual for its mode."""
        occurred_at = moment(self.rng, day, mode)
        recorded_at = written_up(self.rng, occurred_at, self.today)
        self.interventions.append(
            Intervention(case.key, by or case.lead, category, mode, result, note, occurred_at, recorded_at, next_on)
        )

    def chronicle(self, case: Case, text: str, *, category: str = RECORD) -> None:
        """Add contacts told by hand, one a line: days ago, mode, result, note; each names the next one's day."""
        told = [_told(line) for line in phrases(text)]
        days = [self.ago(int(contact["days"])) for contact in told]
        for contact, day, next_on in zip(told, days, [*days[1:], case.next_due], strict=True):
            self.log(case, day, contact["mode"], contact["result"], contact["note"], category=category, next_on=next_on)

    def share(self, case: Case, agency: str, *categories: str, days: int) -> None:
        """Let another agency see categories of a case for so many days from today."""
        self.shares += [Share(case.key, agency, category, self.ago(-days)) for category in categories]

    def keep(self, case: Case, name: str, text: str, *, note: str, category: str = RECORD) -> None:
        """Keep a letter or paper as a file with a case; its lines are those of the text."""
        lines = tuple(line.strip() for line in text.strip().splitlines())
        self.letters.append(Letter(case.key, case.lead, name, category, note, lines))

    def declare(self, user: Staff, case: Case, kind: str, words: str) -> None:
        """Let a user say that they know the person of a case."""
        self.conflicts.append(Conflict(user.email, case.person, kind, words))

    def protect(self, case: Case, *readers: Staff, location: str, contact: str) -> None:
        """Write down where a victim is and how to contact them, for these readers of the case's team."""
        self.protections.append(Protection(case.key, tuple(reader.email for reader in readers), location, contact))

    def break_glass(self, user: Staff, case: Case, reason: str, words: str) -> None:
        """Let a user open a case in an emergency, today."""
        self.emergencies.append(Emergency(user.email, case.key, reason, words))

    def want(self, case: Case, days_ago: int, words: str, about_sharing: str = "") -> None:
        """Write down what the person of a case wants."""
        self.wants.append(Want(case.key, days_ago, words, about_sharing))

    def agree(self, agreed: Agreed) -> None:
        """Take down what somebody agreed to have shared."""
        self.agreed.append(agreed)

    def refer(self, referred: Referred) -> None:
        """Let the lead of a case refer its person."""
        self.referred.append(referred)

    def pass_on(self, passed: Passed) -> None:
        """Let the lead of a case share something of it, or ask to."""
        self.passed.append(passed)

    def relate(self, case: Case, name: str, kind: str, words: str, how: Telling, other: Case | None = None) -> None:
        """Write down who somebody is to the person of a case; `other` is a case of theirs."""
        began, ended = (self.today.year - ago if ago is not None else None for ago in (how.began, how.ended))
        to = other.key if other else None
        self.ties.append(Tie(case.key, name, kind, how.risk, how.known, how.basis, words, began, ended, to))

    def world(self) -> World:
        """Everything added so far, contacts in the order in which they were typed."""
        typed = sorted(self.interventions, key=lambda contact: (contact.recorded_at, contact.case))
        return World(
            self.seed, self.today, PARTNERSHIP, SLUG, AGENCIES, TEAMS, self.staff,
            tuple(self.people), tuple(self.cases), tuple(typed), tuple(self.shares), tuple(self.letters),
            tuple(self.conflicts), tuple(self.protections), tuple(self.emergencies), tuple(self.ties),
            tuple(self.managed), tuple(self.wants), tuple(self.agreed), tuple(self.referred), tuple(self.passed),
            tuple(sorted(self.stories, key=lambda story: story.number)),
        )  # fmt: skip


def _told(line: str) -> re.Match[str]:
    contact = CONTACT.fullmatch(line)
    if contact is None:
        raise ValueError(f"Not a contact: {line}")
    return contact
