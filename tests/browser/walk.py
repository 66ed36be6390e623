"""The steps of the walk: what a caseworker does to log an intervention, and what the officer does to see it."""

from collections.abc import Callable

from playwright.sync_api import expect

from casework.cases.models import Case
from tests.browser.desk import Desk
from tests.cast import enrol
from tests.town import Town

NOTE = "Saw him at home. He has kept every appointment this week."
SEEN_BY_NO_AUDITOR = ("Quillon", "Featherstonehaugh", "burglaries", "blade", "appointment", "Home visit")
Look = Callable[[str], None]


def walk(desk: Desk, town: Town, case: Case, look: Look = lambda _: None) -> None:
    """All of it, in the window of the desk; `look` is told the name of each page on the way."""
    arrive(desk, look, town)
    open_the_case(desk, look, case)
    make_a_mistake(desk, look)
    put_it_right(desk, look)
    leave(desk, look)
    audit(desk, look, town, case)


def arrive(desk: Desk, look: Look, town: Town) -> None:
    """Sign in with both factors, to what is due today."""
    enrol(town.caseworker)
    desk.visit("/")
    look("sign-in")
    desk.sign_in(town.caseworker, at_the_code=lambda: look("code"))
    expect(desk.page.get_by_role("heading", name="My day", exact=True)).to_be_visible()
    look("my-day")


def open_the_case(desk: Desk, look: Look, case: Case) -> None:
    """From the day by the list to the form of an intervention."""
    desk.visit("/cases/")
    desk.follow("Quillon Featherstonehaugh")
    assert case.reference in desk.page.url
    look("case")
    desk.follow("Log an intervention")
    look("log")


def make_a_mistake(desk: Desk, look: Look) -> None:
    """Save with how it went left out; what was typed and chosen is still there."""
    desk.choose("Home visit")
    desk.fill("Note", NOTE)
    desk.press("Save to the timeline")
    expect(desk.page.get_by_role("link", name="Choose how it went.")).to_be_visible()
    assert desk.page.title().startswith("Error: ")
    assert desk.page.get_by_label("Note", exact=True).input_value() == NOTE
    expect(desk.page.get_by_label("Home visit")).to_be_checked()
    look("mistake")


def put_it_right(desk: Desk, look: Look) -> None:
    """Choose it, and find the entry on the timeline."""
    desk.choose("Spoke with them")
    desk.press("Save to the timeline")
    newest = desk.page.locator(".moj-timeline__item").first
    expect(newest).to_contain_text(NOTE)
    expect(newest).to_contain_text("Home visit")
    expect(newest).to_contain_text("by Casey Worker")
    look("timeline")


def leave(desk: Desk, look: Look) -> None:
    """Sign out; the way back leads to the sign-in page."""
    desk.press("Sign out")
    look("signed-out")
    desk.visit("/")
    assert "/sign-in/" in desk.page.url


def audit(desk: Desk, look: Look, town: Town, case: Case) -> None:
    """The officer finds the case by its reference and reads who did what, and nothing of what it says."""
    enrol(town.auditor)
    desk.sign_in(town.auditor)
    desk.visit("/audit/")
    look("audit")
    desk.fill("Case reference", case.reference)
    desk.press("Show who has looked")
    look("who-has-looked")
    said = desk.words()
    assert "Casey Worker" in said
    assert "Looked at the case" in said
    assert "Added an intervention" in said
    assert [word for word in SEEN_BY_NO_AUDITOR if word in said] == []
