"""The walk: a caseworker logs an intervention, and the officer sees who looked and what changed, but no content."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from casework.cases.models import Case, Priority
from tests.browser.desk import DESKTOP, PHONE, Desk, window
from tests.browser.requests_made import Costs
from tests.browser.walk import Look, walk
from tests.town import Town, known_person, logged, opened_case

WINDOWS = {
    "desktop": window(DESKTOP),
    "phone": window(PHONE),
    "desktop-without-script": window(DESKTOP, java_script_enabled=False),
    "phone-without-script": window(PHONE, java_script_enabled=False),
}
COSTS = [
    ("GET casework:my-day", 2),
    ("GET account_login", 2),
    ("POST account_login", 30),
    ("GET mfa_authenticate", 7),
    ("POST mfa_authenticate", 31),
    ("GET casework:my-day", 21),
    ("GET casework:my-cases", 17),
    ("GET casework:case", 37),
    ("GET casework:intervention-log", 25),
    ("POST casework:intervention-log", 21),
    ("POST casework:intervention-log", 36),
    ("GET casework:case", 37),
    ("POST account_logout", 9),
    ("GET account_login", 2),
    ("GET casework:my-day", 2),
    ("GET account_login", 2),
    ("POST account_login", 30),
    ("GET mfa_authenticate", 7),
    ("POST mfa_authenticate", 31),
    ("GET casework:my-day", 20),
    ("GET office:looks", 18),
    ("POST office:looks", 10),
    ("GET office:record", 19),
]
"""Every request of the walk in its order, with its queries; those that only send the browser on to another are few."""


@pytest.fixture
def look(desk: Desk, screenshots: Path, request: pytest.FixtureRequest) -> Look:
    """Takes a picture of the page, numbered in the order of the walk."""
    taken: list[str] = []
    window = request.node.callspec.id.removeprefix("chromium-")

    def take(name: str) -> None:
        taken.append(name)
        desk.page.screenshot(path=screenshots / f"walk-{window}-{len(taken):02}-{name}.png", full_page=True)

    return take


@pytest.fixture
def case(town: Town) -> Case:
    """The most urgent of the caseworker's cases, with a few entries."""
    case = opened_case(town.caseworker, priority=Priority.IMMEDIATE)
    logged(town.caseworker, case, "Rang, no answer", "Rang again, agreed to meet")
    return case


@pytest.mark.parametrize("options", WINDOWS.values(), ids=WINDOWS)
def test_a_caseworker_logs_an_intervention(desk: Desk, look: Look, town: Town, case: Case) -> None:
    walk(desk, town, case, look)


def test_the_summary_of_mistakes_gets_the_focus(desk: Desk, town: Town, case: Case) -> None:
    desk.belongs_to(town.caseworker).visit(f"/cases/{case.reference}/interventions/log/")
    desk.press("Save to the timeline")
    expect(desk.page.locator(".govuk-error-summary")).to_be_focused()
    desk.follow("Write a note of what was said or done.")
    expect(desk.page.get_by_label("Note", exact=True)).to_be_focused()


def timeless(costs: Costs) -> Costs:
    """Without the step that takes a code: how many codes it looks at depends on the second in which it is sent."""
    return [cost for cost in costs if cost[0] != "POST mfa_authenticate"]


@pytest.mark.parametrize("rows", [25, 250])
def test_the_walk_costs_the_same_with_few_and_many_rows(
    desk: Desk, town: Town, case: Case, costs: Costs, rows: int
) -> None:
    person = known_person(town.caseworker, given="Marmaduke")
    for _ in range(rows):
        opened_case(town.caseworker, person)
    logged(town.caseworker, case, *["A note"] * rows)
    desk.visit("/sign-in/")  # a server's first answer comes after checks that it makes once
    costs.clear()
    walk(desk, town, case)
    assert timeless(costs) == timeless(COSTS)
