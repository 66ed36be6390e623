"""A conflict is with a human being: it hides the rows of other agencies that a link ties to the one declared about."""

from accounts.context import acting
from accounts.denials import NotKnown
from accounts.models import User
from accounts.roles import Role as StaffRole
from audit.ledger.events import event
from casework.acts import GLASS_BROKEN
from casework.assessments.policies import close_to
from casework.break_glass.selectors import Sought, sought_person
from casework.cases.front_list import CaseFilters
from casework.cases.models import Case
from casework.cases.selectors import list_cases, open_case
from casework.categories import Category
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict
from casework.leavers.policies import cases_without_lead, possible_leads
from casework.links.services import accept_link, end_link, propose_link
from casework.openings.models import BreakGlass
from tests.access.world import in_conflict
from tests.casework.links.linking import TwoAgencies, link_accepted, link_proposed, two_agencies
from tests.cast import actor, make_user
from tests.security.raw import refused, sql
from tests.town import Town, broken, opened_case, shared

EVERY_WAY = {"list", "page", "break-glass"}


def finds(user: User, case: Case) -> set[str]:
    """By which ways the user comes to know of a case."""
    who, found = actor(user), set()
    with acting(who):
        if case in [row.case for row in list_cases(who, CaseFilters(scope="all")).rows]:
            found.add("list")
        if sought_person(who, Sought(case.reference)):
            found.add("break-glass")
        try:
            open_case(who, case.reference)
        except NotKnown:
            return found
    return found | {"page"}


def known_outside_work(town: Town, two: TwoAgencies) -> None:
    """Probation's officer declares about probation's own row."""
    in_conflict(make_user(town.partnership, town.probation, StaffRole.IG_OFFICER), two.officer, two.probation)


def test_t29_a_conflict_about_ones_own_row_hides_the_linked_row_of_another_agency(town: Town) -> None:
    two = two_agencies(town)
    link = link_proposed(two)
    known_outside_work(town, two)
    assert finds(two.officer, two.police) == EVERY_WAY  # so far one agency alone says that they are one
    who = actor(town.caseworker)
    with acting(who):
        accept_link(actor=who, link=link, why="The custody photograph")
    assert finds(two.officer, two.police) == set()
    assert finds(town.partner, two.police) == EVERY_WAY
    with acting(who):
        end_link(actor=who, link=link, why="They are cousins")
    assert finds(two.officer, two.police) == EVERY_WAY


def test_t29_a_conflict_follows_from_link_to_link_as_far_as_ones_agency_sees(town: Town) -> None:
    two = two_agencies(town)
    link_accepted(two)
    third = opened_case(town.stranger)
    shared(town.stranger, third, town.probation, Category.IDENTITY)
    who, sheltering = actor(two.officer), actor(town.stranger)
    with acting(who):
        link = propose_link(actor=who, person=two.probation.person, other=third.person, why="Same birth date")
    with acting(sheltering):
        accept_link(actor=sheltering, link=link, why="She said so")
    with acting(who):
        person = open_case(who, two.police.reference).case.person
        declare_conflict(actor=who, person=person, user=two.officer, kind=Kind.FAMILY)
    for case in (two.police, two.probation, third):
        assert finds(two.officer, case) == set()


def test_t29_whoever_knows_a_linked_row_neither_leads_nor_assesses(town: Town) -> None:
    two = two_agencies(town)
    link_accepted(two)
    knows = make_user(town.partnership, town.probation, StaffRole.CASEWORKER, name="Kim Nows")
    manager = make_user(town.partnership, town.probation, StaffRole.TEAM_MANAGER, StaffRole.PANEL_COORDINATOR)
    who = actor(manager)
    with acting(who):
        person = open_case(who, two.police.reference).case.person
        declare_conflict(actor=who, person=person, user=knows, kind=Kind.NEIGHBOUR)
        assert knows not in possible_leads(who, two.probation)
        assert close_to(two.probation) == {knows.pk}
        assert two.probation not in cases_without_lead(who)
        declare_conflict(actor=who, person=person, user=two.officer, kind=Kind.NEIGHBOUR)
        assert two.probation in cases_without_lead(who)


def test_t40_the_database_refuses_a_break_glass_about_a_linked_row_of_somebody_one_knows(town: Town) -> None:
    two = two_agencies(town)
    link_accepted(two)
    broken(make_user(town.partnership, town.probation), two.police)
    known_outside_work(town, two)
    stranger = make_user(town.partnership, town.probation, StaffRole.PANEL_COORDINATOR)
    columns = ", ".join(
        str(field.column) for field in BreakGlass._meta.concrete_fields if field.name not in {"id", "opened_by"}
    )
    copied = f"""INSERT INTO casework_breakglass (id, opened_by_id, {columns})
                 SELECT gen_random_uuid(), %s, {columns} FROM casework_breakglass LIMIT 1"""
    for user, said in ((stranger, ""), (two.officer, "row-level")):
        who = actor(user)
        with acting(who), event(GLASS_BROKEN, by=who):
            if said:
                assert said in refused(copied, user.pk)
            else:
                sql(copied, user.pk)
