"""A database session that serves one agency, then another, then nobody, carries no context from one to the next."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from random import Random
from uuid import UUID

import pytest
from django.db import connection, transaction

from accounts.actor import Actor
from accounts.context import SETTINGS, set_context
from casework.cases.models import Case
from tests.cast import actor
from tests.security.pools import SESSIONS, djangos_pool, pgbouncer
from tests.security.raw import sql
from tests.town import make_town, opened_case

CLIENTS = 8
LEFT = "SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
Pool = Callable[[], AbstractContextManager[None]]


def served(actors: list[Actor | None], own: dict[UUID, set[UUID]], number: int, requests: int) -> set[int]:
    """Requests of one client, of now this agency, now that, now nobody; gives the sessions that answered."""
    random, sessions = Random(number), set()  # noqa: S311  # a draw to be repeated, not a secret
    for _ in range(requests):
        who = random.choice(actors)
        if who is None:
            assert sql(LEFT) == [("",) * len(SETTINGS)]
            assert set(Case.objects.values_list("pk", flat=True)) == set()
        else:
            with transaction.atomic():  # as the middleware does: nobody empties the context at the end
                set_context(who)
                assert set(Case.objects.values_list("pk", flat=True)) == own[who.agency_id]
                sessions.add(sql("SELECT pg_backend_pid()")[0][0])
        if random.random() < 1 / 20:
            connection.close()
    connection.close()
    return sessions


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pool", [pgbouncer, djangos_pool])
@pytest.mark.parametrize("requests", [400, pytest.param(10_000, marks=pytest.mark.slow)])
def test_t36_a_pooled_connection_carries_no_context(pool: Pool, requests: int) -> None:
    town = make_town()
    own = {town.police.pk: {opened_case(town.caseworker).pk}, town.charity.pk: {opened_case(town.stranger).pk}}
    actors = [actor(town.caseworker), actor(town.stranger), None]
    with pool(), ThreadPoolExecutor(CLIENTS) as clients:
        served_by = clients.map(lambda number: served(actors, own, number, requests // CLIENTS), range(CLIENTS))
        sessions = set().union(*served_by)
    assert 0 < len(sessions) <= SESSIONS + 1  # one may have been made anew
