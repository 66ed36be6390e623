"""Links for agencies that are not on the system, and the pages outside."""

from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.multiagency.packages.handing_over import handed_over, sent_outside
from tests.town import Town


def packages_of_a_disclosure(desk: Desk, town: Town) -> str:
    disclosure = sent_outside(town)
    handed_over(town, disclosure)
    opened(desk, town.caseworker, f"/disclosures/{disclosure.pk}/packages/", "Nobody has opened it yet.")
    desk.press("Make a link and a code")
    return "Both are shown this once."


def package_to_open(desk: Desk, town: Town) -> str:
    made = handed_over(town, sent_outside(town))
    desk.visit(f"/package/{made.link}/")
    desk.press("Open it now")
    return "There is a problem"


def package_opened(desk: Desk, town: Town) -> str:
    made = handed_over(town, sent_outside(town))
    desk.visit(f"/package/{made.link}/")
    desk.fill("Your name", "Una Outsider")
    desk.fill("Your post and organisation", "Duty officer, Easthaven")
    desk.fill("Code", made.code)
    desk.page.get_by_label("This was sent to me").check()
    desk.press("Open it now")
    return "Print or save this now."


def package_over(desk: Desk, town: Town) -> str:
    desk.visit("/package/invented/")
    return "This link can no longer be used"


STATES: tuple[State, ...] = (packages_of_a_disclosure, package_to_open, package_opened, package_over)
