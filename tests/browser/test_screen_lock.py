"""The locked screen in a real browser: warned of, covering the page, opened in place, with what was typed intact."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import SignIn
from accounts.signin.models import IDLE
from casework.cases.models import Case
from tests.browser.desk import DESKTOP, PHONE, Desk, window
from tests.cast import code_of
from tests.town import Town, opened_case

NOTE = "She rang at ten and was calm."
LOOK_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def left_alone(desk: Desk, minutes: float) -> None:
    """So long nobody did anything; then somebody looks at the window again."""
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))
    desk.page.evaluate(LOOK_AGAIN)


@pytest.fixture
def case(town: Town) -> Case:
    return opened_case(town.caseworker)


@pytest.fixture
def typing(desk: Desk, town: Town, case: Case) -> Desk:
    """The caseworker in the middle of a note."""
    desk.belongs_to(town.caseworker).visit(f"/cases/{case.reference}/interventions/log/")
    desk.fill("Note", NOTE)
    desk.settle()  # a draft on its way would say that somebody was there after all
    with desk.page.expect_response("**/screen/"):
        left_alone(desk, 1)  # which tells the server that somebody was typing
    return desk


@pytest.mark.parametrize("options", [window(DESKTOP), window(PHONE)], ids=["desktop", "phone"])
def test_a_warning_comes_before_and_can_be_answered(
    typing: Desk, axe: Callable[[Page], None], screenshots: Path
) -> None:
    left_alone(typing, 14)
    expect(typing.page.get_by_role("alertdialog")).to_contain_text("Your screen locks in two minutes")
    typing.page.screenshot(path=screenshots / f"lock-warning-{typing.page.evaluate('innerWidth')}.png")
    axe(typing.page)
    typing.page.get_by_role("button", name="Keep it open").click()
    expect(typing.page.get_by_role("alertdialog")).to_have_count(0)
    assert SignIn.objects.get().seen_at > timezone.now() - timedelta(minutes=1)
    expect(typing.page.get_by_label("Note", exact=True)).to_have_value(NOTE)


@pytest.mark.parametrize("options", [window(DESKTOP), window(PHONE)], ids=["desktop", "phone"])
def test_the_lock_covers_the_page_and_a_code_opens_it_with_what_was_typed(
    typing: Desk, town: Town, axe: Callable[[Page], None], screenshots: Path
) -> None:
    left_alone(typing, 16)
    lock = typing.page.get_by_role("alertdialog")
    expect(lock).to_contain_text("Casey Worker")
    expect(typing.page.get_by_label("Note", exact=True)).not_to_be_visible()
    typing.page.screenshot(path=screenshots / f"locked-in-place-{typing.page.evaluate('innerWidth')}.png")
    axe(typing.page)
    typing.fill("Code from your app, or a recovery code", "000000")
    typing.page.get_by_role("button", name="Unlock").click()
    expect(lock).to_contain_text("This code is wrong")
    typing.complaints.clear()  # the browser says of its own accord that a request was refused
    typing.fill("Code from your app, or a recovery code", code_of(town.caseworker))
    typing.page.get_by_role("button", name="Unlock").click()
    expect(lock).to_have_count(0)
    expect(typing.page.get_by_label("Note", exact=True)).to_have_value(NOTE)
    assert not typing.too_wide()


def test_whoever_locks_the_screen_finds_what_they_typed_when_they_come_back(typing: Desk, town: Town) -> None:
    typing.page.get_by_role("button", name="Lock", exact=True).click()
    lock = typing.page.get_by_role("alertdialog")
    expect(lock).to_contain_text("Casey Worker")
    assert SignIn.objects.get().locked
    expect(lock.locator("[data-problem]")).not_to_be_visible()
    typing.fill("Code from your app, or a recovery code", code_of(town.caseworker))
    typing.page.get_by_role("button", name="Unlock").click()
    expect(lock).to_have_count(0)
    expect(typing.page.get_by_label("Note", exact=True)).to_have_value(NOTE)


def test_typing_counts_as_being_there(typing: Desk) -> None:
    typing.fill("Note", f"{NOTE} She will ring again.")
    with typing.page.expect_response("**/screen/") as answer:
        left_alone(typing, 14)
    assert answer.value.json() == {"locks_in": IDLE.total_seconds()}
    expect(typing.page.get_by_role("alertdialog")).to_have_count(0)


def test_a_draft_that_met_the_lock_is_kept_as_soon_as_it_opens(typing: Desk, town: Town) -> None:
    typing.fill("Note", f"{NOTE} She will ring again.")
    left_alone(typing, 16)
    warning = typing.page.locator("[data-draft-warning]")
    expect(warning).to_contain_text("Your screen is locked")
    with typing.page.expect_response("**/drafts/", timeout=3_000) as answer:  # not five seconds after the last try
        typing.fill("Code from your app, or a recovery code", code_of(town.caseworker))
        typing.page.get_by_role("button", name="Unlock").click()
    assert answer.value.ok
    expect(warning).to_be_hidden()


@pytest.mark.parametrize("options", [window(PHONE, java_script_enabled=False)], ids=["without-script"])
def test_without_scripts_a_note_that_meets_the_lock_is_sent_again(
    desk: Desk, town: Town, case: Case, screenshots: Path
) -> None:
    desk.belongs_to(town.caseworker).visit(f"/cases/{case.reference}/interventions/log/")
    desk.choose("Phone call")
    desk.choose("Spoke with them")
    desk.fill("Note", NOTE)
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=16))
    desk.press("Save to the timeline")
    desk.page.screenshot(path=screenshots / "locked-375.png", full_page=True)
    desk.fill("Code from your authenticator app", code_of(town.caseworker))
    desk.press("Unlock")
    desk.page.screenshot(path=screenshots / "send-again-375.png", full_page=True)
    desk.press("Send it now")
    assert NOTE in desk.words()
    assert desk.path() == f"/cases/{case.reference}/"


def test_t66_the_way_back_after_signing_out_shows_nothing(desk: Desk, town: Town, case: Case) -> None:
    desk.belongs_to(town.caseworker).visit(f"/cases/{case.reference}/")
    assert "Quillon" in desk.words()
    desk.press("Sign out")
    desk.page.go_back()
    desk.page.wait_for_load_state()
    assert "Quillon" not in desk.words()
    assert desk.path() == "/sign-in/"
