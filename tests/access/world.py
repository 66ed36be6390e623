"""A world in which somebody in any role stands in any relation to a case."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.jobs.models import Job, State
from accounts.jobs.services import ask
from accounts.models import Agency, Partnership, Team, User
from accounts.roles import WORKS_CASES, Role
from accounts.service_principals.models import ServiceGrant
from accounts.service_principals.services import give_grant, make_service
from accounts.signin.models import LONGEST, KeptForm, SignIn
from audit.ledger.events import event
from audit.ledger.models import Event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case, CaseShare
from casework.cases.models import Role as CaseRole
from casework.categories import Category
from casework.conflicts.models import Conflict, Kind
from casework.conflicts.services import declare_conflict
from casework.declaring.selectors import person_of_case
from casework.files.models import CaseFile
from casework.importing.models import ImportedFile
from casework.merging.models import Merge
from casework.openings.models import BreakGlass
from casework.safe_contact.models import NamedReader
from casework.whereabouts.models import Address
from multiagency.agreements.models import AgreementVersion
from tests.access.offending import Offending, given, offending
from tests.access.protection import named, protected, protected_address
from tests.access.rows import made
from tests.access.sent import finished_import, kept_file, sent_file, unsent
from tests.accounts.jobs.errands import write
from tests.cast import PASSWORD, actor, founder_of, make_agency, make_partnership, make_team, make_user, signed_in
from tests.multiagency.agreements.agreeing import Desk, desk, named_to_sign
from tests.town import broken, known_person, logged, opened_case, shared

Standing = tuple[Role, str]


@dataclass
class World:
    """Cases of one agency, with everybody's browser made when it is first asked for."""

    partnership: Partnership
    elsewhere: Partnership
    agencies: dict[str, Agency]
    team: Team
    worker: User
    spare: User
    case: Case
    restricted: Case
    glass: Case
    file: ImportedFile
    case_import: UUID
    conflict: Conflict
    job: UUID
    grant: ServiceGrant
    unsent: KeptForm
    sign_in: SignIn
    overseers: tuple[Actor, Actor]
    opened: BreakGlass
    nameable: User
    readers: dict[UUID, NamedReader]
    offending: dict[UUID, Offending]
    desks: tuple[Desk, Desk]
    cases: dict[Standing, Case] = field(default_factory=dict)
    files: dict[Standing, ImportedFile] = field(default_factory=dict)
    imports: dict[Standing, UUID] = field(default_factory=dict)
    sent: dict[Standing, KeptForm] = field(default_factory=dict)
    sign_ins: dict[Standing, SignIn] = field(default_factory=dict)
    kept: dict[UUID, CaseFile] = field(default_factory=dict)
    addresses: dict[UUID, Address] = field(default_factory=dict)
    merges: dict[UUID, Merge] = field(default_factory=dict)
    rows: dict[UUID, dict[str, object]] = field(default_factory=dict)
    related: dict[UUID, UUID] = field(default_factory=dict)
    browsers: dict[Standing, Client] = field(default_factory=dict)
    known: dict[Standing, dict[str, object]] = field(default_factory=dict)
    agreements: dict[str, AgreementVersion] = field(default_factory=dict)
    made: dict[tuple[str, UUID], UUID] = field(default_factory=dict)  # what rooms made for a case, by what it is

    def browser(self, standing: Standing) -> Client:
        """The browser of somebody in this role and relation."""
        if standing not in self.browsers:
            self.browsers[standing] = self._arrive(*standing)
        return self.browsers[standing]

    def case_of(self, standing: Standing) -> Case:
        """The case to which somebody in this relation stands in it."""
        relation = standing[1]
        there = self.restricted if relation.endswith("-restricted") else self.case
        return self.cases.get(standing, self.glass if relation == "under-glass" else there)

    def offending_of(self, standing: Standing) -> Offending:
        """The case of the same person as an offender, to which they stand as to the other one."""
        return self.offending[self.case_of(standing).pk]

    def file_of(self, standing: Standing) -> ImportedFile:
        """The file that they sent, or somebody else's."""
        return self.files.get(standing, self.file)

    def import_of(self, standing: Standing) -> UUID:
        """The import of cases that they sent, or somebody else's."""
        return self.imports.get(standing, self.case_import)

    def unsent_of(self, standing: Standing) -> KeptForm:
        """What they were sending, or what somebody else was."""
        return self.sent.get(standing, self.unsent)

    def sign_in_of(self, standing: Standing) -> SignIn:
        """Their own sign-in, or somebody else's."""
        return self.sign_ins.get(standing, self.sign_in)

    def kept_file_of(self, case: Case) -> CaseFile:
        """The file that is kept with a case, added when it is first asked for."""
        if case.pk not in self.kept:
            self.kept[case.pk] = kept_file(self.worker, case)
        return self.kept[case.pk]

    def address_of(self, case: Case) -> Address:
        """The protected address of a case whose readers were named, or another's, added when it is first asked for."""
        there = case if case.pk in self.readers else self.case
        if there.pk not in self.addresses:
            self.addresses[there.pk] = protected_address(self.worker, there)
        return self.addresses[there.pk]

    def rows_of(self, case: Case) -> dict[str, object]:
        """What hangs on a case, by what addresses call it, made when it is first asked for."""
        if case.pk not in self.rows:
            self.rows[case.pk] = made(self.worker, case)
        return self.rows[case.pk]

    def _arrive(self, role: Role, relation: str) -> Client:
        if relation == "nobody":
            return Client()
        agency = self.agencies.get(relation, self.agencies["owner"])
        partnership = self.elsewhere if relation == "elsewhere" else self.partnership
        teams = (self.team,) if relation.startswith("team") else ()
        user = make_user(partnership, agency, role, teams=teams, password=PASSWORD)
        if relation == "half":
            browser = Client()
            browser.post("/sign-in/", {"login": user.email, "password": PASSWORD})
            return browser
        self._stand(user, role, relation)
        browser = signed_in(user)
        if relation == "lead":
            self.sent[role, relation] = unsent(user)
            self.sign_ins[role, relation] = SignIn.objects.get(user=user)
        return browser

    def _lead(self, user: User, role: Role, relation: str) -> None:
        case = opened_case(self.worker, team=self.team, lead=user, role=CaseRole.VICTIM)
        self.cases[role, relation] = case
        self.offending[case.pk] = offending(self.worker, case, team=self.team, lead=user)
        if role is Role.TEAM_MANAGER:
            self.imports[role, relation] = finished_import(user)
        if role in WORKS_CASES:
            self.files[role, relation] = sent_file(user)
            self.readers[case.pk] = protected(user, self.worker, case)

    def _stand(self, user: User, role: Role, relation: str) -> None:
        if relation == "lead":
            self._lead(user, role, relation)
            named_to_sign(self.desks[0], user)
        if relation == "under-glass" and role in WORKS_CASES:  # a reach across the agency needs no break-glass
            broken(user, self.glass)
        if relation.startswith("named") or relation in {"in-conflict", "reader"}:
            standing = (role, relation)
            given(self.worker, user, self.case_of(standing), self.offending_of(standing).case)
        if relation == "reader":
            named(self.worker, user, self.case)
        if relation == "in-conflict":
            who = actor(user)
            with acting(who):
                declare_conflict(actor=who, person=self.case.person, user=user, kind=Kind.FRIEND)


def make_world() -> World:
    """Police with cases; probation with a share, housing whose share has ended, a charity told nothing; and others."""
    partnership, elsewhere = make_partnership(), make_partnership("Easthaven Community Safety Partnership")
    agencies = {
        "owner": make_agency(partnership, AgencyType.POLICE, "Westhaven Police"),
        "shared": make_agency(partnership, AgencyType.PROBATION, "Westhaven Probation"),
        "ended": make_agency(partnership, AgencyType.HOUSING, "Westhaven Homes"),
        "untold": make_agency(partnership, AgencyType.OUTREACH, "Night Shelter Outreach"),
        "elsewhere": make_agency(elsewhere, AgencyType.POLICE, "Easthaven Police"),
    }
    team = make_team(partnership, agencies["owner"])
    worker = make_user(partnership, agencies["owner"], password=PASSWORD)
    case = opened_case(worker, team=team, role=CaseRole.VICTIM)
    logged(worker, case, "At home")
    offends = offending(worker, case, team=team)
    for one in (case, offends.case):
        shared(worker, one, agencies["shared"], Category.IDENTITY)
        _end(worker, shared(worker, one, agencies["ended"], Category.IDENTITY))
    hidden = known_person(worker, "Marmaduke", "Ashcombe")
    restricted = opened_case(worker, hidden, team=team, restricted=True, role=CaseRole.VICTIM)
    glass = opened_case(worker, known_person(worker, "Araminta", "Thistlewood"), role=CaseRole.VICTIM)
    in_haste = make_user(partnership, agencies["owner"])
    spare, officer = (
        make_user(partnership, agencies["owner"]),
        make_user(partnership, agencies["owner"], Role.IG_OFFICER),
    )
    return World(
        partnership=partnership, elsewhere=elsewhere, agencies=agencies, team=team, worker=worker,
        spare=spare, case=case, restricted=restricted, file=sent_file(worker),
        case_import=finished_import(make_user(partnership, agencies["owner"], Role.TEAM_MANAGER)),
        glass=glass, opened=broken(in_haste, glass), nameable=make_user(partnership, agencies["owner"]),
        offending={case.pk: offends} | {one.pk: offending(worker, one, team=team) for one in (restricted, glass)},
        readers={one.pk: protected(worker, worker, one) for one in (case, restricted, glass)},
        conflict=in_conflict(officer, spare, case), job=failed_job(worker),
        grant=granted(partnership, agencies["owner"]),
        unsent=unsent(worker), desks=(desk(partnership, agencies["owner"]), desk(partnership, agencies["shared"])),
        sign_in=elsewhere_signed_in(worker),
        overseers=(
            actor(make_user(partnership, agencies["shared"], Role.PARTNERSHIP_IG_LEAD)),
            actor(make_user(elsewhere, agencies["elsewhere"], Role.PARTNERSHIP_IG_LEAD)),
        ),
    )  # fmt: skip


def in_conflict(officer: User, user: User, case: Case) -> Conflict:
    """That the user knows the person of the case, as an officer of their agency declares it."""
    who = actor(officer)
    with acting(who):
        return declare_conflict(actor=who, person=person_of_case(who, case.reference), user=user, kind=Kind.NEIGHBOUR)


def elsewhere_signed_in(user: User) -> SignIn:
    """A sign-in of the user in a browser that no test has."""
    now = timezone.now()
    return SignIn.objects.create(key="elsewhere", user=user, began_at=now, seen_at=now, ends_at=now + LONGEST)


def failed_job(user: User) -> UUID:
    """Work that the user asked for, and that failed."""
    who = actor(user)
    with acting(who):
        job = ask(write, actor=who, subject=user.pk)
        Job.objects.filter(pk=job).update(state=State.FAILED)
    return job


@contextmanager
def undone(browser: Client) -> Iterator[None]:
    """One visit, of which nothing stays."""
    cookies = copy.deepcopy(browser.cookies)
    cell = transaction.atomic()
    cell._from_testcase = True  # type: ignore[attr-defined]  # else the request's durable block refuses to be inside
    with cell:
        yield
        transaction.set_rollback(True)
    browser.cookies = cookies


def written(world: World) -> dict[UUID, str]:
    """Every act in the ledger of both partnerships, by the id of its event, oldest first."""
    found: dict[UUID, str] = {}
    for overseer in world.overseers:
        with acting(overseer):
            found.update(Event.objects.order_by("pk").values_list("pk", "act"))
    return found


def _end(user: User, shares: list[CaseShare]) -> None:
    who, ids = actor(user), [share.pk for share in shares]
    with acting(who), event(CASE_CHANGED, by=who):
        CaseShare.objects.filter(pk__in=ids).update(ends_at=timezone.now() - timedelta(hours=1))


def granted(partnership: Partnership, agency: Agency) -> ServiceGrant:
    """What a service may use of the agency."""
    system = founder_of(partnership)
    with acting(system):
        service = make_service(actor=system, name="repeat-detection")
        return give_grant(actor=system, service=service, agency=agency, category="IDENTITY")
