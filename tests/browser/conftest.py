"""The browser of the tests, who sits at it, and the check of a page's accessibility."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from config import browser as browsers
from tests.browser.desk import DESKTOP, Desk, window
from tests.browser.requests_made import Costs, counting
from tests.town import Town, make_town

ARGUMENTS = (
    "--no-sandbox",  # containers and root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=en-GB",
)
NONE = (
    "No browser could be had for this test. Next: install Chromium, or set CHROMIUM to one, or run python3 manage.py "
    "test, which fetches one."
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test in this folder needs the browser."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser of this machine, or the one that the set-up unpacked."""
    path = browsers.found()
    if path is None:
        pytest.fail(NONE)
    headless = ["--headless=shell"] if path == browsers.LAUNCHER else []
    return {**browser_type_launch_args, "executable_path": path, "args": [*ARGUMENTS, *headless]}


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail with axe's own words when a page has an accessibility fault."""

    def check(page: Page) -> None:
        results = Axe().run(page)
        assert not results.violations_count, results.generate_report()

    return check


@pytest.fixture
def town(transactional_db: None) -> Town:
    """A partnership of three agencies, which the server of the test sees too."""
    return make_town()


@pytest.fixture
def options() -> dict[str, Any]:
    """What a test may ask of the window: its size unless told."""
    return window(DESKTOP)


@pytest.fixture
def desk(browser: Browser, live_server: LiveServer, options: dict[str, Any]) -> Iterator[Desk]:
    """Somebody at a browser in Britain; at the end nothing may have failed or been refused on any page."""
    with browser.new_context(locale="en-GB", timezone_id="Europe/London", **options) as context:
        context.set_default_timeout(10_000)
        desk = Desk(context.new_page(), live_server.url)
        yield desk
        desk.settle()
        assert desk.complaints == []


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> Costs:
    """Every request from now on, with the number of its queries."""
    return counting(monkeypatch)
