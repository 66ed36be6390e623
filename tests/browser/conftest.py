"""The browser of the tests and the check of a page's accessibility."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from config import browser

ARGUMENTS = (
    "--no-sandbox",  # containers and root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
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
    path = browser.found()
    if path is None:
        pytest.fail(NONE)
    headless = ["--headless=shell"] if path == browser.LAUNCHER else []
    return {**browser_type_launch_args, "executable_path": path, "args": [*ARGUMENTS, *headless]}


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fail with axe's own words when a page has an accessibility fault."""

    def check(page: Page) -> None:
        results = Axe().run(page)
        assert not results.violations_count, results.generate_report()

    return check
