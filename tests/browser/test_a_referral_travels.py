"""The walk of a referral, police to council to probation to health: every side's pages, at a desk and on a phone."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.desk import DESKTOP, PHONE, Desk, window
from tests.browser.travel import Journey, partners, travel, travel_to_the_council
from tests.town import Town


@pytest.fixture
def journey(
    browser: Browser, live_server: LiveServer, town: Town, options: dict[str, Any], screenshots: Path
) -> Iterator[Journey]:
    """Four people at browsers of their own; a picture is taken of every page that they read, and none sticks out."""
    told, taken = partners(town), 0

    def look(desk: Desk, name: str) -> None:
        nonlocal taken
        taken += 1
        width = options["viewport"]["width"]
        desk.page.screenshot(path=screenshots / f"travels-{width}-{taken:02}-{name}.png", full_page=True)
        assert not desk.too_wide(), name

    with ExitStack() as rooms:
        desks = {}
        for side, person in told.people.items():
            context = rooms.enter_context(browser.new_context(locale="en-GB", timezone_id="Europe/London", **options))
            context.set_default_timeout(10_000)
            desks[side] = Desk(context.new_page(), live_server.url).belongs_to(person)
        yield Journey(told, desks, look)
        for desk in desks.values():
            desk.settle()
            assert desk.complaints == []


@pytest.mark.parametrize("options", [window(DESKTOP)], ids=["desktop"])
def test_a_referral_travels_from_the_police_to_the_council_to_probation_and_to_health(journey: Journey) -> None:
    travel(journey)


@pytest.mark.parametrize("options", [window(PHONE)], ids=["phone"])
def test_a_referral_is_made_asked_about_and_accepted_on_a_phone(journey: Journey) -> None:
    travel_to_the_council(journey)
