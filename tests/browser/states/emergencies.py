"""Breaking the glass, and what is seen by it."""

from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.town import Town, broken, opened_case


def break_glass(desk: Desk, town: Town) -> str:
    return opened(desk, town.colleague, "/break-glass/", "In an emergency you can open")


def break_glass_with_mistakes(desk: Desk, town: Town) -> str:
    break_glass(desk, town)
    desk.press("Open the record")
    return "There is a problem"


def break_glass_that_opens_nothing(desk: Desk, town: Town) -> str:
    break_glass(desk, town)
    desk.fill("Case reference", "RT-2222-2222")
    desk.choose("To prevent loss of life")
    desk.fill("What has happened, and what do you need to know?", "He rang to say that he would jump.")
    desk.press("Open the record")
    return "Nothing was opened"


def break_glass_opened(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    break_glass(desk, town)
    desk.fill("Case reference", case.reference)
    desk.choose("To prevent loss of life")
    desk.fill("What has happened, and what do you need to know?", "He rang to say that he would jump.")
    desk.press("Open the record")
    return "for sixty minutes"


def case_under_glass(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    broken(town.colleague, case)
    return opened(desk, town.colleague, of(case), "Opened by break-glass until")


def list_with_a_case_under_glass(desk: Desk, town: Town) -> str:
    broken(town.colleague, opened_case(town.caseworker))
    return opened(desk, town.colleague, "/", "opened by break-glass until")


def list_of_whoever_is_told(desk: Desk, town: Town) -> str:
    broken(town.colleague, opened_case(town.caseworker))
    return opened(desk, town.caseworker, "/", "An information-governance officer reviews it")


def who_broke_the_glass(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    broken(town.colleague, case)
    return opened(desk, town.caseworker, of(case, "access/"), "Not reviewed yet")


STATES: tuple[State, ...] = (
    break_glass,
    break_glass_with_mistakes,
    break_glass_that_opens_nothing,
    break_glass_opened,
    case_under_glass,
    list_with_a_case_under_glass,
    list_of_whoever_is_told,
    who_broke_the_glass,
)
