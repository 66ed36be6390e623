"""The information-governance office."""

from casework.categories import Category
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.cast import signed_in
from tests.town import Town, broken, logged, opened_case, reviewed, shared


def office(desk: Desk, town: Town) -> str:
    logged(town.caseworker, opened_case(town.caseworker), "A note")
    return opened(desk, town.auditor, "/audit/", "Show who has looked")


def office_with_a_mistake(desk: Desk, town: Town) -> str:
    office(desk, town)
    desk.press("Show who has looked")
    return "There is a problem"


def office_of_a_reference_that_is_not_there(desk: Desk, town: Town) -> str:
    office(desk, town)
    desk.fill("Case reference", "RT-2222-2222")
    desk.press("Show who has looked")
    return "There is no case with this reference"


def record(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    logged(town.caseworker, case, "A note")
    shared(town.caseworker, case, town.probation, Category.IDENTITY)
    signed_in(town.colleague).get(of(case))  # refused, which stands there too
    return opened(desk, town.auditor, f"/audit/records/{case.pk}/", "Who has looked at case")


def access_table(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/audit/access/", "Works the cases given to them or to their team")


def access_table_of_another_role(desk: Desk, town: Town) -> str:
    access_table(desk, town)
    desk.page.get_by_label("Role").select_option("Data protection officer")
    desk.press("Show this role")
    return "Advises the agency on data protection"


def access_table_by_address(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/audit/access/addresses/", "What every address needs")


def break_glass_list(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    reviewed(town.auditor, broken(town.teammate, case))
    broken(town.colleague, case)
    return opened(desk, town.auditor, "/audit/break-glass/", "To review")


def break_glass_nobody(desk: Desk, town: Town) -> str:
    return opened(desk, town.auditor, "/audit/break-glass/", "Nobody has broken the glass")


def break_glass_review(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    seen = broken(town.colleague, case)
    signed_in(town.colleague).get(of(case))
    return opened(desk, town.auditor, f"/audit/break-glass/{seen.pk}/", "Your review")


def break_glass_review_with_mistakes(desk: Desk, town: Town) -> str:
    break_glass_review(desk, town)
    desk.press("Save the review")
    return "There is a problem"


def break_glass_reviewed(desk: Desk, town: Town) -> str:
    break_glass_review(desk, town)
    desk.choose("Questions remain")
    desk.fill("Why, and what happens next?", "I have asked the custody sergeant.")
    desk.press("Save the review")
    return "The review is saved"


def not_an_auditor(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/audit/", "You are not allowed to do this")


STATES: tuple[State, ...] = (
    office,
    office_with_a_mistake,
    office_of_a_reference_that_is_not_there,
    record,
    access_table,
    access_table_of_another_role,
    access_table_by_address,
    break_glass_list,
    break_glass_nobody,
    break_glass_review,
    break_glass_review_with_mistakes,
    break_glass_reviewed,
    not_an_auditor,
)
