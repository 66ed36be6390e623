"""Two who change what is shared of one person at the same moment: what has ended stays ended."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from threading import Event
from typing import Any

import pytest
from django.db import connection

from accounts.context import acting
from casework.cases.models import Case
from casework.categories import Category
from casework.shares.granting import share_case
from casework.shares.stopping import end_share
from tests.cast import actor
from tests.town import Town, decided, make_town, opened_case, shared
from vault.grants import sync_grants
from vault.models import KeyGrant

PATIENCE = 2

slow: ContextVar[bool] = ContextVar("slow", default=False)


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


def share_slowly(town: Town, case: Case) -> None:
    slow.set(True)
    who = actor(town.caseworker)
    granted = decided(town.caseworker, case, town.charity, Category.IDENTITY)
    with acting(who):
        share_case(actor=who, case=case, agency=town.charity, granted=granted)
    connection.close()


def end(town: Town, case: Case, ended: Event) -> None:
    who = actor(town.caseworker)
    with acting(who):
        end_share(actor=who, case=case, agency=town.probation)
    ended.set()
    connection.close()


def test_a_share_that_ends_while_another_is_given_does_not_get_its_keys_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened_case(town.caseworker)
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    reading, ended = Event(), Event()

    def after_the_other(*arguments: Any) -> None:
        """Whoever is slow has read the shares, and grants keys only when the other share has ended, if it can."""
        if slow.get():
            reading.set()
            ended.wait(PATIENCE)
        sync_grants(*arguments)

    monkeypatch.setattr("casework.cases.granting.sync_grants", after_the_other)
    with ThreadPoolExecutor(2) as both:
        sharing = both.submit(share_slowly, town, case)
        assert reading.wait(30)
        ending = both.submit(end, town, case, ended)
        sharing.result(60)
        ending.result(60)
    with acting(actor(town.caseworker)):
        assert KeyGrant.objects.filter(agency_id=town.charity.pk).exists()
        assert not KeyGrant.objects.filter(agency_id=town.probation.pk).exists()
