"""Acting in a job, a command or a test: one transaction, the walls' context, and no look without its record."""

import pytest
from django.db import connection, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.actor import actor_for, system_actor
from accounts.agencies.models import Agency, Partnership
from accounts.context import RecordLost, acting, set_context
from accounts.denials import NotKnown
from accounts.people.models import User
from accounts.roles import Role
from audit.ledger.acts import Act, Kind
from audit.ledger.events import event
from tests import cast
from tests.accounts.conftest import Ledger
from vault.ids import uuid7

JOB = Act("tests.job", Kind.CONSULTATION, "Looked at something in a job of a test")


def seen_by_the_walls() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(current_setting('rt.principal', true), ''), coalesce(rt_agency()::text, ''),"
            " coalesce(current_setting('rt.principals', true), ''), coalesce(current_setting('rt.oversight', true), '')"
        )
        return tuple(cursor.fetchone())


NOBODY = ("", "", "", "")


@pytest.mark.django_db
def test_the_walls_see_the_actor_inside_and_whoever_was_there_before_after_it(partnership: Partnership) -> None:
    outer, inner = system_actor("outer", partnership.pk), system_actor("inner", partnership.pk)
    assert seen_by_the_walls() == NOBODY
    with acting(outer):
        with acting(inner):
            assert seen_by_the_walls()[0] == str(inner.principal)
        assert seen_by_the_walls()[0] == str(outer.principal)
    assert seen_by_the_walls() == NOBODY


@pytest.mark.django_db
def test_a_failure_takes_the_context_away_with_the_work(partnership: Partnership) -> None:
    with pytest.raises(ZeroDivisionError), acting(system_actor("job", partnership.pk)):
        1 / 0  # noqa: B018
    assert seen_by_the_walls() == NOBODY


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_look_was_rolled_back_is_not_committed(partnership: Partnership, committed: Ledger) -> None:
    job = system_actor("job", partnership.pk)
    with pytest.raises(RecordLost), acting(job):  # noqa: SIM117
        with pytest.raises(ZeroDivisionError), transaction.atomic(), event(JOB, by=job):
            1 / 0  # noqa: B018
    assert committed("tests.job") == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("undone", [True, False])
def test_what_was_done_on_another_agencys_behalf_is_looked_for_as_that_agency(
    partnership: Partnership, committed: Ledger, *, undone: bool
) -> None:
    outer, inner = (system_actor("job", partnership.pk, cast.make_agency(partnership).pk) for _ in range(2))

    def act() -> None:
        with acting(outer):
            point = transaction.savepoint()
            with acting(inner), event(JOB, by=inner):
                pass
            if undone:
                transaction.savepoint_rollback(point)

    if undone:
        with pytest.raises(RecordLost):
            act()
    else:
        act()
    assert len(committed("tests.job")) == (0 if undone else 1)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_in_a_job_is_recorded_after_the_work_was_rolled_back(
    partnership: Partnership, committed: Ledger
) -> None:
    job = system_actor("job", partnership.pk)
    with pytest.raises(NotKnown), acting(job), event(JOB, by=job):
        raise NotKnown(JOB)
    assert committed("tests.job") == []
    assert [row["actor_id"] for row in committed("accounts.refused")] == [str(job.principal)]


@pytest.mark.django_db(transaction=True)
def test_a_context_without_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="lives in a transaction"):
        set_context(None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "oversight"),
    [
        (Role.CASEWORKER, ""), (Role.PANEL_COORDINATOR, ""), (Role.CALDICOTT_GUARDIAN, ""), (Role.IG_OFFICER, "agency"),
        (Role.DPO, "agency"), (Role.PARTNERSHIP_IG_LEAD, "on"),
    ],
)  # fmt: skip
def test_oversight_comes_from_the_role(partnership: Partnership, probation: Agency, role: Role, oversight: str) -> None:
    with acting(cast.actor(cast.make_user(partnership, probation, role))):
        assert seen_by_the_walls()[3] == oversight


@pytest.mark.django_db
def test_an_actor_counts_as_themselves_their_teams_and_their_agency_where_the_role_reaches_so_far(
    partnership: Partnership, probation: Agency
) -> None:
    team = cast.make_team(partnership, probation)
    worker = cast.actor(cast.make_user(partnership, probation, Role.CASEWORKER, teams=[team]))
    coordinator = cast.actor(cast.make_user(partnership, probation, Role.PANEL_COORDINATOR))
    assert [principal.int for principal in worker.principals[1:]] == [team.pk]
    assert coordinator.principals == (coordinator.principal, probation.pk)


@pytest.mark.django_db
def test_an_actor_is_read_in_two_queries(asha: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = User.objects.get(pk=asha.pk)
    with django_assert_num_queries(2):
        actor_for(user)


def test_the_product_under_one_name_is_always_the_same_actor() -> None:
    partnership = uuid7()
    assert system_actor("import", partnership) == system_actor("import", partnership)
    assert system_actor("import", partnership) != system_actor("demo", partnership)
