"""Safe contact: who is named, and what they read."""

from accounts.context import acting
from casework.cases.models import Case, Role
from casework.cases.services import add_to_case
from casework.safe_contact.models import Part
from casework.safe_contact.services import link_harm
from casework.whereabouts.models import Channel, Safe
from tests.access.protection import named, protected
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.safe_contact.contacting import address, point
from tests.cast import actor
from tests.town import Town, known_person, opened_case


def safe_contact_nobody_named(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "safe-contact/"), "Nobody is named yet")


def safe_contact(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    protected(town.caseworker, town.teammate, case)
    return opened(desk, town.caseworker, of(case, "safe-contact/"), "Terry Mate")


def safe_contact_with_mistakes(desk: Desk, town: Town) -> str:
    safe_contact(desk, town)
    desk.press("Let them read it")
    return "There is a problem"


def safe_contact_who_harms_with_mistakes(desk: Desk, town: Town) -> str:
    safe_contact(desk, town)
    desk.press("Link who harms them")
    return "Enter a name, or the reference of a case."


def safe_contact_refused(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "safe-contact/location/"), "Only people who are named for it")


def safe_contact_words(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    protected(town.caseworker, town.teammate, case)
    return opened(desk, town.teammate, of(case, "safe-contact/location/"), "Sentinel Mews")


def theirs(town: Town) -> Case:
    """A victim's case with a safe mobile, an unsafe landline, and an address that waits for a second person."""
    case = opened_case(town.caseworker, role=Role.VICTIM, team=town.team)
    for part in Part:
        for user in (town.caseworker, town.teammate):
            named(town.caseworker, user, case, part)
    point(town.caseworker, case)
    point(town.caseworker, case, channel=Channel.LANDLINE, value="020 7946 0123", safe=Safe.UNKNOWN)
    address(town.caseworker, case)
    return case


def contact_victim(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(theirs(town), "contact/"), "checks it before any letter goes out")


def contact_on_the_overview(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(theirs(town)), "I have read this: call")


def contact_nothing_safe(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    named(town.caseworker, town.caseworker, case, Part.CONTACT)
    return opened(desk, town.caseworker, of(case, "contact/"), "what is not known counts as not safe")


def contact_not_named(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, role=Role.VICTIM)
    return opened(desk, town.caseworker, of(case, "contact/"), "Do not call, write or visit.")


def contact_acknowledged(desk: Desk, town: Town) -> str:
    contact_victim(desk, town)
    desk.press("I have read this: call")
    return "Code word: Library card"


def contact_shared_phone(desk: Desk, town: Town) -> str:
    case, harms = theirs(town), opened_case(town.colleague, known_person(town.colleague, "Jasper", "Thorncastle"))
    point(town.colleague, harms)
    lead = actor(town.caseworker)
    with acting(lead):
        add_to_case(actor=lead, case=case, user=town.colleague)
    linker = actor(town.colleague)
    with acting(linker):
        link_harm(actor=linker, case=case, offender=harms)
    return opened(desk, town.caseworker, of(case, "contact/"), "also on the record of somebody who harms them")


def contact_offender(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    point(town.caseworker, case)
    address(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, "contact/"), "07700 900461")


def contact_add_way(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(theirs(town), "contact/ways/add/"), "Not known counts as not safe")


def contact_add_way_with_mistakes(desk: Desk, town: Town) -> str:
    contact_add_way(desk, town)
    desk.press("Save")
    return "There is a problem"


def contact_add_address(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(theirs(town), "contact/addresses/add/"), "no letter goes out until")


def contact_check(desk: Desk, town: Town) -> str:
    case = theirs(town)
    desk.belongs_to(town.teammate).visit(of(case, "contact/"))
    desk.follow("Check this address")
    return "It is right: letters may go there"


def contact_no_longer_used(desk: Desk, town: Town) -> str:
    contact_offender(desk, town)
    desk.tap(desk.page.get_by_role("button", name="Stop using this address"))
    desk.tap(desk.page.get_by_text("No longer used (1)"))
    desk.tap(desk.page.get_by_role("link", name="Read what it said"))
    return "Do not use it."


STATES: tuple[State, ...] = (
    contact_victim,
    contact_on_the_overview,
    contact_nothing_safe,
    contact_not_named,
    contact_acknowledged,
    contact_shared_phone,
    contact_offender,
    contact_add_way,
    contact_add_way_with_mistakes,
    contact_add_address,
    contact_check,
    contact_no_longer_used,
    safe_contact_nobody_named,
    safe_contact,
    safe_contact_with_mistakes,
    safe_contact_who_harms_with_mistakes,
    safe_contact_refused,
    safe_contact_words,
)
