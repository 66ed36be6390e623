"""Load the subjects of the demo world, their cases, contacts and standing shares."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils import timezone

from accounts.actor import Actor, actor_for, system_actor
from accounts.context import acting
from accounts.models import Agency, Partnership, Team, User
from audit.ledger.events import event
from casework.acts import PEOPLE_IMPORTED
from casework.break_glass.selectors import Sought
from casework.break_glass.services import break_glass
from casework.bringing_in.services import EarlierCase, EarlierContact, bring_in_cases
from casework.cases.models import Case as StoredCase
from casework.cases.models import Priority, Role, State
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.dates import PartialDate, Precision
from casework.files.services import NewFile, add_file
from casework.interventions.models import Mode, Result
from casework.openings.models import Emergency as Reason
from casework.people.details import PersonDetails
from casework.people.models import AliasKind, IdentifierKind
from casework.people.models import Person as StoredPerson
from casework.people.services import write_people
from casework.safe_contact.models import Part
from casework.safe_contact.services import name_reader, write_protected
from config.demo.disclosing import load_disclosures
from config.demo.disputes import load_dispute
from config.demo.followed import load_followed
from config.demo.known import load_known
from config.demo.managing import load_managed
from config.demo.moving import load_transfers
from config.demo.papers import paper
from config.demo.reaching import load_reaching
from config.demo.referring import load_referrals
from config.demo.risk import load_risk
from config.demo.routing import load_routing
from config.demo.sameness import load_sameness
from config.demo.sharing import load_shares
from config.demo.ties import load_ties
from config.demo.victims import load_victims
from config.demo.wants import load_wants
from config.demo.world import Case, Intervention, Person, World
from vault.ids import uuid7

LOADER = "demo"
BATCH = 100
Item = TypeVar("Item")


@dataclass(slots=True)
class Caseload:
    """One loading of a world's casework into a partnership whose agencies, teams and users are there."""

    world: World
    partnership: Partnership
    agencies: dict[str, Agency]
    teams: dict[tuple[str, str], Team]
    users: dict[str, User]
    watch: Callable[[int], None]
    people: dict[int, StoredPerson] = field(default_factory=dict)
    cases: dict[int, StoredCase] = field(default_factory=dict)

    def load(self) -> None:
        """Load everything, agency by agency; then what leads share and keep, and what users declare."""
        for agency in self.agencies.values():
            actor = system_actor(LOADER, self.partnership.pk, agency.pk)
            with acting(actor):
                self._people_of(actor, agency)
                self._cases_of(actor, agency)
        load_shares(self.world, self.cases, self.users, self.agencies)
        self._letters()
        self._conflicts()
        self._protections()
        self._emergencies()
        load_reaching(self.world, self.cases, self.users)
        load_ties(self.world, self.cases, self.users)
        load_managed(self.world, self.cases, self.users)
        load_risk(self.world, self.cases, self.users)
        load_victims(self.world, self.cases, self.users)
        load_known(self.world, self.cases, self.users)
        load_wants(self.world, self.cases, self.users, self.agencies)
        load_sameness(self.world, self.people, self.users)
        load_followed(self.world, self.cases, self.users)
        load_routing(self.world, self.agencies, self.teams, self.users)
        load_disclosures(self.world, LOADER, self.cases, self.users, self.agencies)
        load_referrals(self.world, self.cases, self.users, self.agencies, self.teams)
        load_transfers(self.world, self.cases, self.users, self.agencies)
        load_dispute(self.world, self.cases, self.users, self.agencies)

    def _people_of(self, actor: Actor, agency: Agency) -> None:
        theirs = [person for person in self.world.people if person.agency == agency.code]
        subject, facts = agency.subject, {"people": len(theirs)}
        with event(PEOPLE_IMPORTED, by=actor, subject=subject, facts=facts):
            for batch in _batches(theirs):
                stored = write_people(actor, [(uuid7(), _details(person)) for person in batch])
                self.people |= {person.key: row for person, row in zip(batch, stored, strict=True)}
                self.watch(len(batch))

    def _cases_of(self, actor: Actor, agency: Agency) -> None:
        contacts = _by_case(self.world.interventions)
        for batch in _batches([case for case in self.world.cases if case.agency == agency.code]):
            stored = bring_in_cases(actor=actor, cases=[self._case(case, contacts[case.key]) for case in batch])
            self.cases |= {case.key: row for case, row in zip(batch, stored, strict=True)}
            self.watch(sum(1 + len(contacts[case.key]) for case in batch))

    def _case(self, case: Case, contacts: list[Intervention]) -> EarlierCase:
        return EarlierCase(
            person=self.people[case.person],
            role=Role(case.side.value),
            reason=case.reason,
            warning=case.warning,
            state=State(case.state),
            priority=Priority[case.priority],
            opened_on=case.opened_on,
            closed_on=case.closed_on,
            next_due=case.next_due,
            restricted=case.restricted,
            lead=self.users[case.lead],
            team=None if case.restricted else self.teams[case.agency, case.team],
            named=tuple(self.users[email] for email in case.named),
            contacts=tuple(self._contact(contact) for contact in contacts),
        )

    def _contact(self, contact: Intervention) -> EarlierContact:
        return EarlierContact(
            by=self.users[contact.by].pk,
            mode=Mode(contact.mode),
            result=Result(contact.result),
            note=contact.note,
            occurred_at=contact.occurred_at,
            recorded_at=contact.recorded_at,
            next_on=contact.next_on,
            category=Category(contact.category),
        )

    def _letters(self) -> None:
        for one in self.world.letters:
            actor = actor_for(self.users[one.by])
            new = NewFile(one.name, paper(one.lines), Category(one.category), one.note)
            with acting(actor):
                add_file(actor=actor, case=self.cases[one.case], new=new)

    def _conflicts(self) -> None:
        for one in self.world.conflicts:
            user = self.users[one.user]
            actor = actor_for(user)
            with acting(actor):
                declare_conflict(
                    actor=actor, person=self.people[one.person], user=user, kind=Kind(one.kind), words=one.words
                )

    def _protections(self) -> None:
        for one in self.world.protections:
            case, readers = self.cases[one.case], [self.users[email] for email in one.readers]
            words = {Part.LOCATION: one.location, Part.CONTACT: one.contact}
            lead, writer = actor_for(self.users[self.world.cases[one.case].lead]), actor_for(readers[0])
            for part in Part:
                with acting(lead):
                    for reader in readers:
                        name_reader(actor=lead, case=case, user=reader, part=part, reason="Works with her")
                with acting(writer):
                    write_protected(actor=writer, case=case, part=part, words=words[part])

    def _emergencies(self) -> None:
        for one in self.world.emergencies:
            sought, reason = Sought(self.cases[one.case].reference), Reason(one.reason)
            actor = actor_for(self.users[one.user], authenticated_at=timezone.now())
            with acting(actor):
                break_glass(actor=actor, sought=sought, reason=reason, words=one.words)


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def _by_case(contacts: Iterable[Intervention]) -> dict[int, list[Intervention]]:
    grouped: dict[int, list[Intervention]] = defaultdict(list)
    for contact in contacts:
        grouped[contact.case].append(contact)
    return grouped


def _details(person: Person) -> PersonDetails:
    return PersonDetails(
        given=person.given, family=person.family, other=person.other,
        born=PartialDate(person.born, Precision(person.birth_precision)) if person.born else None,
        aliases=tuple((AliasKind(alias.kind), alias.text) for alias in person.aliases),
        identifiers=tuple((IdentifierKind(number.type), number.value) for number in person.identifiers),
    )  # fmt: skip
