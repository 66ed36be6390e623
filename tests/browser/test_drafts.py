"""Nothing typed is lost: a closed tab, a lost line, a locked screen, in a real browser at the size of a phone."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import SignIn
from casework.cases.models import Case
from tests.browser.desk import PHONE, Desk, window
from tests.cast import code_of
from tests.town import Town, opened_case

NOTE = "She rang at ten and was calm."
MORE = " She will come on Friday."
LOST = 2.0
"""Seconds of typing that may be lost (the issue's promise)."""

pytestmark = pytest.mark.parametrize("options", [window(PHONE)], ids=["phone"])


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


@pytest.fixture
def form(desk: Desk, town: Town, case: Case) -> str:
    """The caseworker before an empty form, and its address."""
    path = f"/cases/{case.reference}/interventions/log/"
    desk.belongs_to(town.caseworker).visit(path)
    return path


def note(page: Page) -> Locator:
    return page.locator("[name=note]")


def type_and_wait(desk: Desk, words: str) -> None:
    """Type at the end of the note until the page says that it is kept."""
    with desk.page.expect_response("**/drafts/"):
        note(desk.page).press_sequentially(words)
    expect(desk.page.locator("[data-draft-saved]")).to_contain_text("Draft saved")


def test_a_tab_that_is_closed_loses_at_most_two_seconds_of_typing(desk: Desk, form: str, screenshots: Path) -> None:
    with desk.page.expect_response("**/drafts/"):
        note(desk.page).press_sequentially(NOTE)
        typed = time.monotonic()
    assert time.monotonic() - typed < LOST
    expect(desk.page.locator("[data-draft-saved]")).to_contain_text("Draft saved")
    desk.page.screenshot(path=screenshots / "draft-saved-375.png", full_page=True)
    desk.page.close(run_before_unload=False)
    desk.page = desk.page.context.new_page()
    desk.visit(form)
    expect(note(desk.page)).to_have_value(NOTE)
    expect(desk.page.locator("body")).to_contain_text("kept as a draft at")
    desk.page.screenshot(path=screenshots / "draft-taken-up-375.png", full_page=True)
    assert not desk.too_wide()


def test_without_a_line_the_words_stay_and_are_kept_when_it_is_back(
    desk: Desk, form: str, axe: Callable[[Page], None], screenshots: Path
) -> None:
    context: BrowserContext = desk.page.context
    type_and_wait(desk, NOTE)
    context.set_offline(True)
    note(desk.page).press_sequentially(MORE)
    warning = desk.page.locator("[data-draft-warning]")
    expect(warning).to_contain_text("You are offline")
    desk.page.wait_for_timeout(1500)
    desk.page.screenshot(path=screenshots / "draft-offline-375.png", full_page=True)
    axe(desk.page)
    expect(note(desk.page)).to_have_value(NOTE + MORE)
    desk.complaints.clear()  # the browser says of its own accord that there is no line
    with desk.page.expect_response("**/drafts/"):
        context.set_offline(False)
    expect(warning).to_be_hidden()
    desk.visit(form)
    expect(note(desk.page)).to_have_value(NOTE + MORE)
    kept: int = desk.page.evaluate("localStorage.length + sessionStorage.length")
    assert kept == 0


def test_a_screen_that_locks_amid_a_note_gives_it_back(desk: Desk, form: str, town: Town) -> None:
    type_and_wait(desk, NOTE)
    desk.page.get_by_role("button", name="Lock", exact=True).click()
    expect(desk.page.get_by_role("alertdialog")).to_be_visible()
    assert SignIn.objects.get().locked
    desk.visit(form)
    assert NOTE not in desk.page.content()
    desk.fill("Code from your authenticator app", code_of(town.caseworker))
    desk.press("Unlock")
    expect(note(desk.page)).to_have_value(NOTE)


def test_typing_that_meets_a_locked_screen_says_so_and_is_kept_once_it_is_open(
    desk: Desk, form: str, town: Town
) -> None:
    type_and_wait(desk, NOTE)
    second = desk.page.context.new_page()
    second.goto(desk.page.url)
    second.get_by_role("button", name="Lock", exact=True).click()
    expect(second.get_by_role("alertdialog")).to_be_visible()
    note(desk.page).press_sequentially(MORE)
    expect(desk.page.locator("[data-draft-warning]")).to_contain_text("Your screen is locked")
    second.get_by_label("Code from your app, or a recovery code").fill(code_of(town.caseworker))
    second.get_by_role("button", name="Unlock").click()
    expect(second.get_by_role("alertdialog")).to_have_count(0)
    expect(desk.page.locator("[data-draft-warning]")).to_be_hidden(timeout=10_000)
    second.reload()
    expect(note(second)).to_have_value(NOTE + MORE)


def test_what_is_saved_at_once_after_typing_leaves_no_draft_behind(desk: Desk, form: str, case: Case) -> None:
    desk.choose("Phone call")
    desk.choose("Spoke with them")
    note(desk.page).press_sequentially(NOTE)
    desk.press("Save to the timeline")
    desk.page.wait_for_url(f"**/cases/{case.reference}/")
    desk.page.wait_for_timeout(1500)
    desk.visit(form)
    expect(note(desk.page)).to_have_value("")


def test_a_form_open_twice_says_so_and_lets_its_reader_choose(desk: Desk, form: str) -> None:
    second = desk.page.context.new_page()
    second.goto(desk.page.url)
    type_and_wait(desk, NOTE)
    with second.expect_response("**/drafts/"):
        note(second).press_sequentially("Other words")
    expect(second.locator("[data-draft-warning]")).to_contain_text("in another window")
    with second.expect_response("**/drafts/"):
        second.get_by_role("button", name="Keep what is here instead").click()
    desk.visit(form)
    expect(note(desk.page)).to_have_value("Other words")
