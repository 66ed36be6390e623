"""The keyboard alone: past the top of the page, to what the page is for, and always seeing where one is."""

from itertools import takewhile

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.states import STATES
from tests.town import Town

MOST_STOPS = 40
PRIMARY = {
    "sign_in": "Continue",
    "code": "Sign in",
    "list_of_many": "Quillon Featherstonehaugh-Cholmondeley-Majoribanks-Cockburn",
    "case_worked": "Log an intervention",
    "log": "Save to the timeline",
    "change": "Save",
    "conflict": "Save what I chose",
    "find": "Find",
    "start_a_case": "Open the case",
    "office": "Show who has looked",
}
"""What each page is for."""

WHERE = """() => {
  const at = document.activeElement
  const style = getComputedStyle(at)
  const label = at.parentElement.querySelector('input:focus ~ label')
  const around = label ? getComputedStyle(label, '::before') : style
  const drawn = (s) => (s.outlineStyle !== 'none' && s.outlineWidth !== '0px') || s.boxShadow !== 'none'
  return {name: at === document.body ? '' : at.innerText || at.name || at.id, seen: drawn(style) || drawn(around)}
}"""


def test_the_first_stop_leads_past_the_top_of_the_page(desk: Desk, town: Town) -> None:
    STATES["case_worked"](desk, town)
    desk.page.keyboard.press("Tab")
    expect(desk.page.get_by_role("link", name="Skip to main content")).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("main")).to_be_focused()
    desk.page.keyboard.press("Tab")
    expect(desk.page.get_by_role("link", name="Log an intervention")).to_be_focused()


@pytest.mark.parametrize(("state", "action"), PRIMARY.items(), ids=PRIMARY)
def test_the_keyboard_reaches_what_the_page_is_for_and_shows_where_it_is(
    desk: Desk, town: Town, state: str, action: str
) -> None:
    STATES[state](desk, town)
    stops = stops_of(desk)
    assert action in [stop["name"] for stop in stops]
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


def test_a_caseworker_logs_on_an_offender_case_without_a_mouse(desk: Desk, town: Town) -> None:
    STATES["case_worked"](desk, town)
    press_from_here(desk, "Log an intervention", "Enter")
    press_from_here(desk, "mode", "Space")
    press_from_here(desk, "result", "Space")
    press_from_here(desk, "note")
    desk.page.keyboard.type("Written without a mouse")
    press_from_here(desk, "Save to the timeline", "Enter")
    expect(desk.page.locator("main")).to_contain_text("Written without a mouse")


def press_from_here(desk: Desk, name: str, key: str = "") -> None:
    """Go by Tab alone to what has this name, and press the key there."""
    passed = list(takewhile(lambda stop: stop != name, (next_stop(desk)["name"] for _ in range(MOST_STOPS))))
    assert len(passed) < MOST_STOPS, f"Tab does not lead to {name}: {passed}"
    if key == "Enter":
        with desk.page.expect_navigation():
            desk.page.keyboard.press(key)
    elif key:
        desk.page.keyboard.press(key)


def stops_of(desk: Desk) -> list[dict[str, str]]:
    """Where Tab stops, from the top of the page to its end."""
    return list(takewhile(lambda stop: stop["name"], (next_stop(desk) for _ in range(MOST_STOPS))))


def next_stop(desk: Desk) -> dict[str, str]:
    """Where Tab leads, named by what stands there; no name at the end of the page."""
    desk.page.keyboard.press("Tab")
    stop: dict[str, str] = desk.page.evaluate(WHERE)
    return stop
