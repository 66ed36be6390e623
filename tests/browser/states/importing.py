"""Bringing people in from a file: choosing it, its columns, what will happen, what goes on, and what came of it."""

from uuid import UUID

from playwright.sync_api import FilePayload

from accounts.context import acting
from casework.importing.selectors import open_file
from casework.importing.services import begin
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.casework.importing.lists import ADA, ADA_AGAIN, BEN, FOUR, NOT_A_DAY, UNBORN, brought_in, people_file
from tests.cast import actor
from tests.town import Town


def imports(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/import/", "No files yet")


def imports_with_no_file_chosen(desk: Desk, town: Town) -> str:
    imports(desk, town)
    desk.press("Continue")
    return "There is a problem"


def imports_of_what_is_no_list(desk: Desk, town: Town) -> str:
    imports(desk, town)
    _choose(desk, b"\x89PNG\r\n\x1a\n")
    return "There is a problem"


def columns(desk: Desk, town: Town) -> str:
    imports(desk, town)
    _choose(desk, people_file(*FOUR))
    return "What do the columns hold?"


def columns_with_a_mistake(desk: Desk, town: Town) -> str:
    columns(desk, town)
    desk.page.get_by_label("First name").select_option(label="Date of birth")
    desk.press("Continue")
    return "There is a problem"


def before(desk: Desk, town: Town) -> str:
    columns(desk, town)
    desk.press("Continue")
    return "Bring in 4 people"


def before_with_doubts_and_problems(desk: Desk, town: Town) -> str:
    brought_in(actor(town.caseworker), people_file(ADA))
    imports(desk, town)
    _choose(desk, people_file(ADA_AGAIN, BEN, NOT_A_DAY, UNBORN))
    desk.press("Continue")
    return "Are these people there already?"


def under_way(desk: Desk, town: Town) -> str:
    before(desk, town)
    who, path = actor(town.caseworker), desk.path()
    with acting(who):
        begin(actor=who, opened=open_file(who, UUID(path.split("/")[2])), skip_bad=False)
    desk.visit(path)
    desk.press("Stop updating this page")
    return "Nobody is added until everybody is."


def done(desk: Desk, town: Town) -> str:
    brought_in(actor(town.caseworker), people_file(*FOUR))
    return opened(desk, town.caseworker, "/import/", "4 added")


def one_that_is_done(desk: Desk, town: Town) -> str:
    done(desk, town)
    desk.follow("people.csv")
    return "4 people were brought in"


def _choose(desk: Desk, content: bytes) -> None:
    file = FilePayload(name="people.csv", mimeType="text/csv", buffer=content)
    desk.page.locator("input[type=file]").set_input_files(file)
    desk.press("Continue")


STATES: tuple[State, ...] = (
    imports,
    imports_with_no_file_chosen,
    imports_of_what_is_no_list,
    columns,
    columns_with_a_mistake,
    before,
    before_with_doubts_and_problems,
    under_way,
    done,
    one_that_is_done,
)
