"""Two who open one package at the same moment, over connections of their own: it opens once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.context import acting
from multiagency.packages.models import PackageUse, Use
from multiagency.packages.opening import Said, open_package
from multiagency.packages.services import Made
from tests.cast import actor
from tests.multiagency.packages.handing_over import handed_over, sent_outside
from tests.town import Town, make_town

AT_ONCE = 6


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A town that other connections see too."""
    return make_town()


def opened(made: Made, name: str, start: Barrier) -> bool:
    """Whether it opened for somebody who has link and code, and comes when everybody comes."""
    try:
        start.wait(10)
        return open_package(link=made.link, said=Said(name, "Duty officer, Easthaven", made.code)).package is not None
    finally:
        connection.close()


def test_a_package_opened_by_many_at_once_opens_once(town: Town) -> None:
    made, start = handed_over(town, sent_outside(town)), Barrier(AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as people:
        tries = [people.submit(opened, made, f"Una {number}", start) for number in range(AT_ONCE)]
    assert sorted(one.result() for one in tries) == [False] * (AT_ONCE - 1) + [True]
    with acting(actor(town.caseworker)):
        assert list(PackageUse.objects.filter(package=made.package).values_list("use", flat=True)) == [Use.OPENED]
