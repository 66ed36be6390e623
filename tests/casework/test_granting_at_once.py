"""Several who change one case's access at the same moment: nobody waits for ever, and the lists hold what is true."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from statistics import median
from threading import Barrier

import psycopg
import pytest
from django.db import connection

from accounts.actor import system_actor
from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.gates import NAME, check_gates
from casework.cases.models import Case, Priority, State
from casework.cases.services import CaseChanges, add_to_case, change_case, remove_from_case
from casework.categories import Category
from tests.cast import actor, make_user
from tests.town import Town, make_town, opened_case, shared

ROUNDS = 5
MANY = 100_000
AT_MOST_MS = 50  # one grant, in its transaction, among a hundred thousand cases
FILL = """
SET LOCAL rt.maintenance = 'on'; SET LOCAL session_replication_role = replica;
CREATE TEMP TABLE made ON COMMIT DROP AS SELECT gen_random_uuid() AS id, n FROM generate_series(1, {many}) n;
INSERT INTO casework_case SELECT (jsonb_populate_record(c, jsonb_build_object('id', m.id, 'priority', 1 + m.n % 4,
  'reference', 'M' || m.n))).* FROM casework_case c, made m WHERE c.id = '{case}';
INSERT INTO casework_caseuserpermission (content_object_id, user_id, permission_id)
  SELECT m.id, g.user_id, g.permission_id FROM made m, casework_caseuserpermission g
  WHERE g.content_object_id = '{case}';
INSERT INTO casework_caseteampermission (content_object_id, group_id, permission_id)
  SELECT m.id, g.group_id, g.permission_id FROM made m, casework_caseteampermission g
  WHERE g.content_object_id = '{case}';
SELECT access_rebuild(ARRAY(SELECT id FROM made));
ANALYZE casework_case, casework_caseuserpermission, casework_caseteampermission, casework_caseaccess
"""


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


def disagreements(town: Town) -> list[object]:
    keeper = system_actor(NAME, town.partnership.pk)
    with acting(keeper):
        return list(check_gates(actor=keeper))


def at_once(*acts: Callable[[], None]) -> None:
    """All of them begin at the same moment, each with a connection of its own; a deadlock would raise."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], None]) -> None:
        barrier.wait(30)
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(one, act) for act in acts]:
            done.result(60)


def given(by: User, case: Case, user: User) -> None:
    who = actor(by)
    with acting(who):
        add_to_case(actor=who, case=case, user=user)


def taken(by: User, case: Case, user: User) -> None:
    who = actor(by)
    with acting(who):
        remove_from_case(actor=who, case=case, user=user)


def told(by: User, case: Case, agency: Agency) -> None:
    shared(by, case, agency, Category.IDENTITY)


def changed(by: User, case: Case, priority: Priority) -> None:
    who = actor(by)
    with acting(who):
        now = Case.objects.get(pk=case.pk)
        changes = CaseChanges(State.ACTIVE, priority, None, None, None)
        change_case(actor=who, case=now, version=now.version, changes=changes)


def test_two_grants_on_one_case_at_once_both_count(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    for _ in range(ROUNDS):
        one, other = (make_user(town.partnership, town.police) for _ in range(2))
        at_once(partial(given, town.caseworker, case, one), partial(given, town.teammate, case, other))
        assert disagreements(town) == []


def test_giving_taking_changing_and_sharing_at_once_leave_the_lists_true(town: Town) -> None:
    case = opened_case(town.caseworker, team=town.team)
    for priority in (*Priority, Priority.HIGH):
        given(town.caseworker, case, town.colleague)
        newcomer = make_user(town.partnership, town.police)
        at_once(
            partial(taken, town.caseworker, case, town.colleague),
            partial(given, town.teammate, case, newcomer),
            partial(changed, town.caseworker, case, priority),
            partial(told, town.caseworker, case, town.probation),
        )
        assert disagreements(town) == []


@pytest.mark.slow
def test_one_grant_costs_no_more_among_a_hundred_thousand_cases(
    town: Town, owner_connection: psycopg.Connection
) -> None:
    case = opened_case(town.caseworker, team=town.team)
    owner_connection.execute(FILL.format(many=MANY, case=case.pk))
    owner_connection.commit()
    times = []
    for user in [make_user(town.partnership, town.police) for _ in range(20)]:
        who = actor(town.caseworker)
        with acting(who):
            began = time.perf_counter()
            add_to_case(actor=who, case=case, user=user)
            times.append((time.perf_counter() - began) * 1000)
    assert median(times) < AT_MOST_MS, times
    assert disagreements(town) == []
