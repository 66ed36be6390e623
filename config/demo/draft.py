"""The demo world while it is being written: records are added one by one and never changed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from config.demo.agencies import AGENCIES, PARTNERSHIP, SLUG, TEAMS
from config.demo.identifiers import identifiers_of
from config.demo.names import Called
from config.demo.rhythm import moment, rhythm, written_up
from config.demo.staff import all_staff
from config.demo.world import Alias, Case, Intervention, Kind, Person, Share, Side, Staff, Story, World

RECORD = "INTERVENTION_RECORD"
ENDED = frozenset({"CLOSED", "DECLINED", "DROPPED_OUT", "DESELECTED"})


class Draft:
    """Collects the world; every draw comes from the one `rng`, so that the order of calls decides the world."""

    def __init__(self, seed: int, today: date) -> None:
        """Start with the partnership's agencies and staff, and no subject."""
        self.seed, self.today, self.rng, self.rhythm = seed, today, Random(seed), rhythm(today)
        self.staff = all_staff()
        self.people: list[Person] = []
        self.cases: list[Case] = []
        self.interventions: list[Intervention] = []
        self.shares: list[Share] = []
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

    def add_case(
        self, person: Person, side: Side, *, lead: Staff, state: str, priority: str, opened_on: date, next_due: date | None,
        reason: str, warning: str = "", restricted: bool = False, named: Iterable[str] = (),
    ) -> Case:  # fmt: skip
        """Open a case of the person's own agency, worked by the lead's first team."""
        case = Case(
            len(self.cases), person.key, person.agency, side, state, priority, opened_on,
            None if state in ENDED else next_due, lead.email, lead.teams[0], reason, warning, restricted, tuple(named),
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

    def chronicle(self, case: Case, contacts: Iterable[tuple[int, str, str, str]], *, category: str = RECORD) -> None:
        """Add contacts told by hand: days ago, mode, result, note; each names the next as its next date."""
        told = list(contacts)
        following = [self.ago(days) for days, *_ in told[1:]]
        for (days, mode, result, note), next_on in zip(told, [*following, case.next_due], strict=True):
            self.log(case, self.ago(days), mode, result, note, category=category, next_on=next_on)

    def share(self, case: Case, agency: str, *categories: str, days: int) -> None:
        """Let another agency see categories of a case for so many days from today."""
        self.shares += [Share(case.key, agency, category, self.ago(-days)) for category in categories]

    def world(self) -> World:
        """Everything added so far, contacts in the order in which they were typed."""
        return World(
            self.seed, self.today, PARTNERSHIP, SLUG, AGENCIES, TEAMS, self.staff, tuple(self.people), tuple(self.cases),
            tuple(sorted(self.interventions, key=lambda done: (done.recorded_at, done.case))),
            tuple(self.shares), tuple(self.stories),
        )  # fmt: skip
