"""Every page in every state, on a desk and on a phone: no fault that axe finds, no sideways scroll, nothing refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.desk import DESKTOP, PHONE, Desk, window
from tests.browser.states import STATES, lists
from tests.browser.states.reaching import State
from tests.town import Town

Check = Callable[[tuple[int, int]], None]
LISTS = {state.__name__: state for state in (lists.list_filtered_to_nothing, lists.list_after_the_first_page)}


@pytest.fixture
def check(desk: Desk, axe: Callable[[Page], None], screenshots: Path, request: pytest.FixtureRequest) -> Check:
    """Take a picture of the page at this size and check it."""
    name = request.node.callspec.id.removeprefix("chromium-")

    def at(size: tuple[int, int]) -> None:
        desk.resize(size)
        desk.page.screenshot(path=screenshots / f"page-{name}-{size[0]}.png", full_page=True)
        axe(desk.page)
        assert desk.too_wide() == []

    return at


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_a_page_is_accessible_and_fits(desk: Desk, town: Town, state: State, check: Check) -> None:
    words = state(desk, town)
    assert words in desk.words()
    check(DESKTOP)
    check(PHONE)


@pytest.mark.parametrize("options", [window(PHONE)], ids=["phone"])
@pytest.mark.parametrize("state", LISTS.values(), ids=LISTS)
def test_a_list_opened_on_a_phone_has_its_filters_closed(desk: Desk, town: Town, state: State, check: Check) -> None:
    words = state(desk, town)
    assert words in desk.words()
    assert "Apply filters" not in desk.words()
    check(PHONE)
    desk.page.locator("summary").click()
    assert "Apply filters" in desk.words()
    check(PHONE)
