"""Every page of an import in a real browser, wide and narrow: nothing sticks out, and axe finds nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.casework.importing.lists import ADA_AGAIN, BEN, BEN_AGAIN, FOUR, NOT_A_DAY, brought_in, people_file
from tests.cast import PASSWORD, actor, code_of, enrol
from tests.town import make_town
from tests.work import carry_out


def enter(page: Page, address: str, user: User) -> None:
    """Sign in through both steps, as somebody types them."""
    enrol(user)
    page.goto(f"{address}/sign-in/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.fill("[name=code]", code_of(user))
    page.click("main button[type=submit]")


def choose(page: Page, path: Path) -> None:
    """Choose a file with a bad row and two people who may be there already."""
    path.write_bytes(people_file(*FOUR, ADA_AGAIN, BEN_AGAIN, NOT_A_DAY))
    page.set_input_files("input[type=file]", path)


@pytest.mark.parametrize("width", [1280, 375])
def test_an_import_from_file_to_result(
    transactional_db: None, live_server: LiveServer, page: Page, axe: Callable[[Page], None], screenshots: Path,
    tmp_path: Path, width: int,
) -> None:  # fmt: skip
    def look(name: str) -> None:
        page.wait_for_load_state("networkidle")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=screenshots / f"import-{name}-{width}.png", full_page=True)

    def press(words: str) -> None:
        page.get_by_role("button", name=words).click()

    user = make_town().caseworker
    brought_in(actor(user), people_file(BEN))
    page.set_viewport_size({"width": width, "height": 900})
    enter(page, live_server.url, user)
    page.goto(f"{live_server.url}/import/")
    press("Continue")
    look("no-file")
    choose(page, tmp_path / "people.csv")
    press("Continue")
    look("columns")
    press("Continue")
    press("Bring in 3 people")
    look("not-decided")
    press("Leave out all still to decide")
    page.get_by_label("Leave out the 1 row with problems").check()
    look("decided")
    press("Bring in 3 people")
    look("running")
    carry_out(user.partnership)
    page.reload()
    look("done")
    assert "3 people were brought in" in page.inner_text("h1")
