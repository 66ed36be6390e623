"""The front list reads a projection: what follows from cases, shares, grants and moves, and that no page is short."""

from datetime import timedelta

import psycopg
import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.context import acting
from accounts.models import Agency, User
from accounts.roles import Role as StaffRole
from audit.ledger.events import event
from casework.acts import CASE_CHANGED, CASE_SHARED
from casework.cases.front_list import CaseFilters
from casework.cases.models import Case, CaseShare, Priority, Role, State, Stopped
from casework.cases.selectors import list_cases
from casework.cases.services import CaseChanges, add_to_case, change_case, remove_from_case
from casework.categories import Category
from tests.casework.closing.turns import closed, reopened
from tests.cast import actor, founder_of, make_user
from tests.town import Town, make_town, opened_case, shared

MINE, TEAM, ALL = (CaseFilters(scope=scope) for scope in ("mine", "team", "all"))


def listed(user: User, filters: CaseFilters = ALL) -> set[str]:
    """The references on the first page."""
    who = actor(user)
    with acting(who):
        return {row.case.reference for row in list_cases(who, filters).rows}


def changed(user: User, case: Case, state: State, priority: Priority = Priority.HIGH) -> None:
    who = actor(user)
    with acting(who):
        now = Case.objects.get(pk=case.pk)
        change_case(
            actor=who, case=now, version=now.version, changes=CaseChanges(state, priority, None, None, None)
        )  # fmt: skip


def move(town: Town, user: User, agency: Agency) -> None:
    who = founder_of(town.partnership)
    with acting(who), event(CASE_CHANGED, by=who):
        User.objects.filter(pk=user.pk).update(agency=agency)


def test_a_closed_case_leaves_the_open_list_and_stands_where_closed_ones_are_asked_for(town: Town) -> None:
    case = opened_case(town.caseworker)
    closed(town.caseworker, case)
    assert listed(town.caseworker) == set()
    assert listed(town.caseworker, CaseFilters(scope="all", state=State.CLOSED)) == {case.reference}
    reopened(town.caseworker, case)
    changed(town.caseworker, case, State.DORMANT)
    assert listed(town.caseworker) == {case.reference}
    assert listed(town.caseworker, CaseFilters(scope="all", state=State.ACTIVE)) == set()
    assert listed(town.caseworker, CaseFilters(scope="all", state=State.DORMANT)) == {case.reference}


def test_a_list_is_narrowed_by_role_and_by_the_priority_of_now(town: Town) -> None:
    offender = opened_case(town.caseworker, priority=Priority.STANDARD)
    victim = opened_case(town.caseworker, role=Role.VICTIM)
    assert listed(town.caseworker, CaseFilters(scope="all", role=Role.VICTIM)) == {victim.reference}
    changed(town.caseworker, offender, State.ACTIVE, Priority.IMMEDIATE)
    immediate = CaseFilters(scope="all", priority=Priority.IMMEDIATE)
    assert listed(town.caseworker, immediate) == {offender.reference}


def test_each_scope_holds_its_own(town: Town) -> None:
    mine = opened_case(town.teammate)
    ours = opened_case(town.caseworker, team=town.team)
    both = opened_case(town.teammate, team=town.team)
    assert listed(town.teammate, MINE) == {mine.reference, both.reference}
    assert listed(town.teammate, TEAM) == {ours.reference, both.reference}
    assert listed(town.teammate, ALL) == {mine.reference, ours.reference, both.reference}
    assert listed(town.colleague, TEAM) == set()


def test_t31_no_page_is_short_for_what_is_hidden_from_its_reader(town: Town) -> None:
    """Restricted, another agency's and ended cases stand between those shown; none takes a place on a page."""
    for _ in range(3):
        opened_case(town.caseworker, restricted=True, priority=Priority.IMMEDIATE)
        opened_case(town.stranger, priority=Priority.IMMEDIATE)
    theirs = [opened_case(town.caseworker) for _ in range(5)]
    for case in theirs:
        shared(town.caseworker, case, town.probation, Category.IDENTITY)
    ended = opened_case(town.caseworker, priority=Priority.IMMEDIATE)
    shared(town.caseworker, ended, town.probation, Category.IDENTITY)
    who = actor(town.caseworker)
    with acting(who), event(CASE_SHARED, by=who):
        CaseShare.objects.filter(case=ended).update(ends_at=timezone.now() - timedelta(minutes=1))
    who = actor(town.partner)
    with acting(who):
        first = list_cases(who, ALL, size=3)
        second = list_cases(who, ALL, first.older, size=3)
    told = [row.case.pk for row in (*first.rows, *second.rows)]
    assert len(first.rows) == len(theirs[:3])
    assert second.older == ""
    assert told == sorted((case.pk for case in theirs), reverse=True)


def test_t26_a_share_that_is_suspended_is_gone_from_the_next_list(town: Town) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    assert listed(town.partner) == {case.reference}
    who = actor(town.caseworker)
    with acting(who), event(CASE_SHARED, by=who):
        CaseShare.objects.filter(case=case).update(suspended_at=timezone.now(), stopped_for=Stopped.DECISION)
    assert listed(town.partner) == set()


def test_t27_who_moves_to_another_agency_leaves_their_cases_behind(town: Town) -> None:
    case = opened_case(town.caseworker)
    who = actor(town.caseworker)
    with acting(who):
        add_to_case(actor=who, case=case, user=town.colleague)
    move(town, town.colleague, town.charity)
    assert listed(town.colleague) == set()
    shared(town.caseworker, case, town.charity, Category.IDENTITY)
    assert listed(town.colleague) == set(), "what was given to them by name does not go with them"
    move(town, town.colleague, town.police)
    assert listed(town.colleague) == set()


def test_a_team_that_moves_to_another_agency_takes_no_case_along(town: Town) -> None:
    opened_case(town.caseworker, team=town.team)
    who = founder_of(town.partnership)
    with acting(who), event(CASE_CHANGED, by=who):
        type(town.team).objects.filter(pk=town.team.pk).update(agency=town.charity)
    town.team.refresh_from_db()
    there = make_user(town.partnership, town.charity, StaffRole.CASEWORKER, teams=(town.team,))
    assert listed(there) == set()


def test_who_has_a_case_by_name_and_by_team_sees_one_line_and_keeps_it_when_one_goes(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    who = actor(town.caseworker)
    with acting(who):
        add_to_case(actor=who, case=case, user=town.teammate)
    assert listed(town.teammate) == {case.reference}
    with acting(who):
        remove_from_case(actor=who, case=case, user=town.teammate)
    assert listed(town.teammate) == {case.reference}
    with acting(who):
        remove_from_case(actor=who, case=case, team=town.team)
    assert listed(town.teammate) == set()


@pytest.mark.django_db(transaction=True)
def test_the_operators_verb_mends_what_a_fault_has_spoiled(owner_connection: psycopg.Connection) -> None:
    town = make_town()
    cases = [opened_case(town.caseworker) for _ in range(3)]
    spoiled = """
        SET LOCAL rt.maintenance = 'on'; SET LOCAL session_replication_role = replica;
        DELETE FROM casework_caseaccess WHERE case_id = '{}';
        UPDATE casework_caseaccess SET priority = 1, closed = true;
        INSERT INTO casework_caseaccess SELECT gen_random_uuid(), principal, agency_id, partnership_id, person_id, role,
          state, closed, priority, until FROM casework_caseaccess LIMIT 1"""
    owner_connection.execute(spoiled.format(cases[0].pk))
    owner_connection.commit()
    assert listed(town.caseworker) == set()
    call_command("rebuild_access", batch=2, verbosity=0)
    assert listed(town.caseworker) == {case.reference for case in cases}
    owner_connection.execute("SET LOCAL rt.maintenance = 'on'")
    left = owner_connection.execute("SELECT count(DISTINCT case_id), min(priority) FROM casework_caseaccess").fetchone()
    assert left == (3, Priority.HIGH)
