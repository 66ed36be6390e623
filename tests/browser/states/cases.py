"""A case, as those see it who work it, may only read it, or know a part of it."""

from casework.categories import Category
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.closing.turns import closed
from tests.casework.files.samples import pdf, picture
from tests.casework.files.test_services import added
from tests.town import Town, logged, opened_case, shared


def case_worked(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Rang, no answer", "Rang again, agreed to meet at the\n\nusual place")
    return opened(desk, town.caseworker, of(case), "Log an intervention")


def case_with_many_entries(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, *["A note"] * 60)
    opened(desk, town.caseworker, of(case, "timeline/"), "Log an intervention")
    desk.page.get_by_role("link", name="Older").click()
    return "Back to the newest"


def case_only_read(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.coordinator, of(case), "You can read this case.")


def case_with_sealed_parts(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Told to nobody else")
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    return opened(desk, town.partner, of(case), "Nothing shared here")


def case_of_somebody_sealed(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "Told to probation as well")
    shared(town.caseworker, case, town.probation, Category.INTERVENTION_RECORD)
    return opened(desk, town.partner, of(case), "Told to probation as well")


def case_restricted(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, restricted=True)
    return opened(desk, town.caseworker, of(case), "Restricted")


def case_closed(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(opened_case(town.caseworker), "close/"), "Close the case")
    desk.page.get_by_label("Moved away", exact=True).check()
    desk.page.get_by_label("Why does the case end now?", exact=True).fill("Lives in Leeds now")
    desk.press("Close the case")
    return "Lives in Leeds now"


def case_to_be_closed(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(opened_case(town.caseworker), "close/"), "Close the case")
    desk.press("Close the case")
    return "Choose what came of it."


def case_to_be_opened_again(desk: Desk, town: Town) -> str:
    case = closed(town.caseworker, opened_case(town.caseworker))
    return opened(desk, town.caseworker, of(case, "close/"), "Open the case again")


def case_with_no_entries(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(opened_case(town.caseworker)), "Nothing logged yet")


def files_of_a_case(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    added(town.caseworker, case, note="From the landlord")
    added(town.caseworker, case, picture(), "A long name of a picture that was taken at the door on Sunday.jpg")
    return opened(desk, town.caseworker, of(case, "files/"), "From the landlord")


def files_only_read(desk: Desk, town: Town) -> str:
    return opened(desk, town.coordinator, of(opened_case(town.caseworker), "files/"), "No files yet")


def file_of_two_kinds(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(opened_case(town.caseworker), "files/"), "")
    both = {"name": "picture.jpg", "mimeType": "image/jpeg", "buffer": picture() + pdf()}
    desk.page.locator("input[type=file]").set_input_files(both)  # type: ignore[arg-type]
    desk.page.get_by_label("What is it about?", exact=True).select_option("IMAGES_MEDIA")
    desk.press("Add the file")
    return "two kinds of file at once"


STATES: tuple[State, ...] = (
    case_worked,
    case_with_many_entries,
    case_only_read,
    case_with_sealed_parts,
    case_of_somebody_sealed,
    case_restricted,
    case_closed,
    case_to_be_closed,
    case_to_be_opened_again,
    case_with_no_entries,
    files_of_a_case,
    files_only_read,
    file_of_two_kinds,
)
