"""A small partnership with people in every relation to a case, for tests that tell a story."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from accounts.agencies.models import AgencyType
from accounts.context import acting
from accounts.models import Agency, Partnership, Team, User
from accounts.roles import Role
from audit.office.break_glass.services import review_break_glass
from casework.break_glass.selectors import Sought
from casework.break_glass.services import break_glass
from casework.cases.models import Case, CaseShare, Priority
from casework.cases.models import Role as CaseRole
from casework.cases.services import NewCase, start_case
from casework.categories import Category
from casework.interventions.models import Intervention, Mode, Result
from casework.interventions.services import Entry, log_interventions
from casework.openings.models import BreakGlass, Emergency, Outcome
from casework.people.details import PersonDetails
from casework.people.models import Person
from casework.people.services import add_person
from casework.shares.granting import Granted, share_case
from tests.cast import PASSWORD, actor, make_agency, make_partnership, make_team, make_user
from tests.deciding import allowed


@dataclass(frozen=True)
class Town:
    """Police who own the cases, probation with whom some are shared, and a charity that is told nothing."""

    partnership: Partnership
    police: Agency
    probation: Agency
    charity: Agency
    team: Team
    caseworker: User
    teammate: User
    colleague: User
    coordinator: User
    partner: User
    stranger: User
    auditor: User
    lead_auditor: User


def make_town() -> Town:
    """A partnership of three agencies; everybody has the tests' password."""
    partnership = make_partnership()
    police = make_agency(partnership, AgencyType.POLICE, "Westhaven Police")
    probation = make_agency(partnership, AgencyType.PROBATION, "Westhaven Probation")
    charity = make_agency(partnership, AgencyType.OUTREACH, "Night Shelter Outreach")
    team = make_team(partnership, police, "Integrated offender management")

    def user(agency: Agency, *roles: Role, name: str, teams: tuple[Team, ...] = ()) -> User:
        return make_user(partnership, agency, *roles, name=name, teams=teams, password=PASSWORD)

    return Town(
        partnership=partnership, police=police, probation=probation, charity=charity, team=team,
        caseworker=user(police, Role.CASEWORKER, name="Casey Worker"),
        teammate=user(police, Role.CASEWORKER, name="Terry Mate", teams=(team,)),
        colleague=user(police, Role.CASEWORKER, name="Cole League"),
        coordinator=user(police, Role.PANEL_COORDINATOR, name="Corin Ator"),
        partner=user(probation, Role.PANEL_COORDINATOR, name="Paula Partner"),
        stranger=user(charity, Role.CASEWORKER, Role.PANEL_COORDINATOR, name="Stanley Range"),
        auditor=user(police, Role.IG_OFFICER, name="Audrey Tor"),
        lead_auditor=user(probation, Role.PARTNERSHIP_IG_LEAD, name="Leda Tor"),
    )  # fmt: skip


def known_person(user: User, given: str = "Quillon", family: str = "Featherstonehaugh") -> Person:
    """A person whom the user's agency knows."""
    who = actor(user)
    with acting(who):
        return add_person(actor=who, details=PersonDetails(given=given, family=family))


def opened_case(
    user: User, person: Person | None = None, *, role: CaseRole = CaseRole.OFFENDER, team: Team | None = None,
    priority: Priority = Priority.HIGH, restricted: bool = False, lead: User | None = None,
) -> Case:  # fmt: skip
    """A case that the user opens, and leads where nobody else is named."""
    who, person = actor(user), person or known_person(user)
    new = NewCase(role, "Eleven burglaries since spring", "Carries a blade", priority, restricted=restricted)
    with acting(who):
        return start_case(actor=who, person=person, case=new, lead=lead or user, team=team)


def broken(user: User, case: Case, words: str = "He said that he would jump, and then rang off") -> BreakGlass:
    """A break-glass by which the user sees the person of the case for sixty minutes."""
    who = replace(actor(user), authenticated_at=timezone.now())
    with acting(who):
        found = break_glass(actor=who, sought=Sought(case.reference), reason=Emergency.LOSS_OF_LIFE, words=words)
    assert found
    assert found.opened
    return found.opened


def reviewed(user: User, opened: BreakGlass, outcome: Outcome = Outcome.OK) -> None:
    """What an officer found of a break-glass."""
    who = actor(user)
    with acting(who):
        review_break_glass(actor=who, opened=opened, outcome=outcome, words="The custody sergeant confirms it")


def logged(user: User, case: Case, *notes: str) -> list[Intervention]:
    """Interventions an hour apart, the last one an hour ago."""
    who, now = actor(user), timezone.now()
    entries = [
        Entry(Mode.VISIT, Result.SPOKE, note, now - timedelta(hours=len(notes) - place))
        for place, note in enumerate(notes)
    ]
    with acting(who):
        return log_interventions(actor=who, case=case, entries=entries)


def shared(user: User, case: Case, agency: Agency, *categories: Category) -> list[CaseShare]:
    """The case shared for a week, as somebody decided."""
    granted, who = decided(user, case, agency, *categories), actor(user)
    with acting(who):
        return share_case(actor=who, case=case, agency=agency, granted=granted)


def decided(
    user: User, case: Case, agency: Agency, *categories: Category, ends_at: datetime | None = None,
    terms: UUID | None = None,
) -> list[Granted]:  # fmt: skip
    """Categories that the user decided to share with an agency: for a week, where no other end is named."""
    until, who = ends_at or timezone.now() + timedelta(days=7), actor(user)
    with acting(who):
        rows = allowed(who, case, agency, categories, terms)
    return [Granted(Category(row.category), row.pk, until, terms_id=terms) for row in rows]
