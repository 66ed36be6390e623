"""Bringing cases in from an earlier system: the files, their sheets, what happens to each row, and what came of it."""

from uuid import UUID

from playwright.sync_api import FilePayload

from accounts.context import acting
from accounts.models import User
from accounts.roles import Role
from casework.case_import.models import CaseImport
from casework.case_import.work import work
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.casework.case_import.old_system import (
    CASES,
    EVERYTHING,
    PEOPLE,
    FilesSent,
    changed,
    csv_files,
    with_rows,
    workbook,
)
from tests.cast import PASSWORD, actor, make_user
from tests.town import Town

DOUBTFUL = EVERYTHING | {
    "People": with_rows(PEOPLE, ["P9", "Ada", "Okonjo", "17/05/1990"]),
    "Cases": changed(changed(CASES, 2, "Lead worker", "J. Former"), 4, "Role", "both"),
}


def case_imports(desk: Desk, town: Town) -> str:
    return opened(desk, _manager(town), "/import/cases/", "No imports yet")


def case_imports_with_no_file_chosen(desk: Desk, town: Town) -> str:
    case_imports(desk, town)
    desk.press("Continue")
    return "There is a problem"


def case_sheets(desk: Desk, town: Town) -> str:
    case_imports(desk, town)
    _choose(desk, workbook(EVERYTHING))
    return "What do the sheets and their columns hold?"


def case_sheets_with_a_mistake(desk: Desk, town: Town) -> str:
    case_sheets(desk, town)
    desk.page.get_by_label("Surname").select_option(label="Date of birth")
    desk.press("Continue")
    return "There is a problem"


def case_before(desk: Desk, town: Town) -> str:
    case_sheets(desk, town)
    desk.press("Continue")
    return "Bring these cases in"


def case_before_with_doubts_names_and_rejected_rows(desk: Desk, town: Town) -> str:
    case_imports(desk, town)
    _choose(desk, csv_files(DOUBTFUL))
    desk.press("Continue")
    return "Who leads these cases?"


def case_rows(desk: Desk, town: Town) -> str:
    case_before_with_doubts_names_and_rejected_rows(desk, town)
    desk.follow("cases.csv")
    return "This says both roles."


def case_under_way(desk: Desk, town: Town) -> str:
    case_before(desk, town)
    desk.press("Bring these cases in")
    desk.press("Stop updating this page")
    return "each with all of its notes."


def case_done(desk: Desk, town: Town) -> str:
    case_before(desk, town)
    desk.press("Bring these cases in")
    _run(desk, town)
    return "14 rows were brought in"


def case_done_with_rows_left_out(desk: Desk, town: Town) -> str:
    case_imports(desk, town)
    _choose(desk, csv_files(EVERYTHING | {"Cases": changed(CASES, 2, "Role", "both")}))
    desk.press("Continue")
    desk.choose("Leave out the 4 rejected rows and bring in the rest")
    desk.press("Bring these cases in")
    _run(desk, town)
    return "Download the rows left out"


def case_imports_of_which_one_is_done(desk: Desk, town: Town) -> str:
    case_done(desk, town)
    desk.visit("/import/cases/")
    return "14 added"


def a_case_that_was_brought_in(desk: Desk, town: Town) -> str:
    case_done(desk, town)
    desk.belongs_to(town.caseworker).visit("/cases/")
    desk.follow("Ada Okonjo")
    return "author as written: J. Smith"


def _manager(town: Town) -> User:
    found = User.objects.filter(agency=town.police, name="Mana Ger").first()
    teams = (town.team,)
    return found or make_user(
        town.partnership, town.police, Role.TEAM_MANAGER, name="Mana Ger", teams=teams, password=PASSWORD
    )


def _choose(desk: Desk, files: FilesSent) -> None:
    sent = [FilePayload(name=name, mimeType="application/octet-stream", buffer=content) for name, content in files]
    desk.page.locator("input[type=file]").set_input_files(sent)
    desk.press("Continue")


def _run(desk: Desk, town: Town) -> None:
    """What the worker does beside the pages."""
    who, path = actor(_manager(town)), desk.path()
    import_id = UUID(path.split("/")[3])
    with acting(who):
        run_id = CaseImport.objects.get(pk=import_id).run
    if run_id:
        work(who, import_id=import_id, run_id=run_id)
    desk.visit(path)


STATES: tuple[State, ...] = (
    case_imports,
    case_imports_with_no_file_chosen,
    case_sheets,
    case_sheets_with_a_mistake,
    case_before,
    case_before_with_doubts_names_and_rejected_rows,
    case_rows,
    case_under_way,
    case_done,
    case_done_with_rows_left_out,
    case_imports_of_which_one_is_done,
    a_case_that_was_brought_in,
)
