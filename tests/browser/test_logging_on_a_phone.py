"""An intervention logged between two visits: at most six taps and half a minute on a phone, dictation for typing.

The steps: open the form from the case (1), how it went (2), tap into the note and dictate (3), when next (4), save (5).
How one was in contact is that of last time; whoever changes it taps once more (6).
"""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from casework.cases.models import Role
from casework.safe_contact.models import Part
from tests.access.protection import named
from tests.browser.desk import PHONE, Desk, window
from tests.casework.safe_contact.contacting import point
from tests.town import Town, logged, opened_case

MOST_TAPS = 6
SECONDS = 30
DICTATED = "Came to the office with his sister. Has an interview at the bakery on Monday."
WORDS_A_SECOND = 2.5
"""How fast people dictate (150 words a minute)."""
TO_FIND_A_BUTTON = 1.5
"""Seconds that somebody needs to find and reach the next button with a thumb."""


@pytest.mark.parametrize("options", [window(PHONE)], ids=["phone"])
@pytest.mark.parametrize("another_way", [False, True], ids=["as-last-time", "another-way"])
def test_logging_takes_at_most_six_taps_and_half_a_minute(
    desk: Desk, town: Town, screenshots: Path, *, another_way: bool
) -> None:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "At home")
    desk.belongs_to(town.caseworker).visit(f"/cases/{case.reference}/")
    begun = time.monotonic()
    desk.follow("Log an intervention")
    desk.page.screenshot(path=screenshots / "log-375.png", full_page=True)
    if another_way:
        desk.choose("In the office")
    desk.choose("Spoke with them")
    desk.tap(desk.page.locator("[name=note]"))
    desk.page.keyboard.insert_text(DICTATED)
    desk.choose("In a week")
    desk.press("Save to the timeline")
    machine = time.monotonic() - begun
    person = desk.taps * TO_FIND_A_BUTTON + len(DICTATED.split()) / WORDS_A_SECOND
    expect(desk.page.locator("body")).to_contain_text(DICTATED)
    assert desk.path() == f"/cases/{case.reference}/"
    assert desk.taps == (MOST_TAPS if another_way else MOST_TAPS - 1)
    assert machine + person < SECONDS
    assert not desk.too_wide()


@pytest.mark.parametrize("options", [window(PHONE)], ids=["phone"])
def test_a_call_to_a_victim_takes_six_taps_with_the_rule_read(desk: Desk, town: Town) -> None:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    named(town.caseworker, town.caseworker, case, Part.CONTACT)
    point(town.caseworker, case)
    logged(town.caseworker, case, "At home")
    desk.belongs_to(town.caseworker).visit(f"/cases/{case.reference}/")
    begun = time.monotonic()
    desk.follow("Log an intervention")
    desk.press("I have read this: call")
    desk.choose("Spoke with them")
    desk.tap(desk.page.locator("[name=note]"))
    desk.page.keyboard.insert_text(DICTATED)
    desk.choose("In a week")
    desk.press("Save to the timeline")
    person = desk.taps * TO_FIND_A_BUTTON + len(DICTATED.split()) / WORDS_A_SECOND
    expect(desk.page.locator("body")).to_contain_text(DICTATED)
    assert desk.taps == MOST_TAPS
    assert time.monotonic() - begun + person < SECONDS
