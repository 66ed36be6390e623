"""One human being known to the police and to probation, for tests."""

from dataclasses import dataclass

from accounts.context import acting
from accounts.models import Agency, User
from accounts.roles import Role as StaffRole
from casework.cases.models import Case, Role
from casework.categories import Category
from casework.links.models import PersonLink
from casework.links.services import accept_link, propose_link
from tests.cast import PASSWORD, actor, make_user
from tests.town import Town, known_person, opened_case, shared


@dataclass(frozen=True)
class TwoAgencies:
    """A case of each agency; the police share theirs with probation, whose caseworker therefore may propose."""

    police: Case
    probation: Case
    worker: User
    officer: User


def two_agencies(town: Town, role: Role = Role.OFFENDER) -> TwoAgencies:
    """The police's case under one spelling, and probation's under another."""
    case = opened_case(town.caseworker, known_person(town.caseworker, "Katja", "Vyschnepolski"))
    return known_to_both(town, town.caseworker, case, town.probation, role)


def known_to_both(town: Town, worker: User, case: Case, agency: Agency, role: Role = Role.OFFENDER) -> TwoAgencies:
    """A case of the worker's, told to another agency, which has one in this role under another spelling."""
    officer = make_user(
        town.partnership, agency, StaffRole.CASEWORKER, StaffRole.PANEL_COORDINATOR, name="Priya Officer",
        password=PASSWORD,
    )  # fmt: skip
    shared(worker, case, agency, Category.IDENTITY)
    probation = opened_case(officer, known_person(officer, "Katja", "Vyschnepolska"), role=role)
    return TwoAgencies(case, probation, worker, officer)


def link_proposed(two: TwoAgencies) -> PersonLink:
    """What probation says."""
    who = actor(two.officer)
    with acting(who):
        return propose_link(actor=who, person=two.probation.person, other=two.police.person, why="Same birth date")


def link_accepted(two: TwoAgencies) -> PersonLink:
    """What the police answer."""
    link, who = link_proposed(two), actor(two.worker)
    with acting(who):
        accept_link(actor=who, link=link, why="The custody photograph")
    return link
