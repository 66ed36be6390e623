"""Finding a person, what is known of one, and opening a case."""

from accounts.context import acting
from casework.merging.services import keep_apart
from casework.particulars.vocabulary import Part
from casework.people.models import IdentifierKind
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, opened
from tests.casework.links.linking import link_accepted, link_proposed, two_agencies
from tests.casework.merging.pairs import merged, pair_of, proposed
from tests.casework.particulars.saying import BACKGROUND, ETHNICITY, named, numbered, said
from tests.cast import actor
from tests.town import Town, known_person, opened_case


def find(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, "/people/find/", "Enter whatever you know.")


def find_with_a_mistake(desk: Desk, town: Town) -> str:
    find(desk, town)
    desk.press("Find")
    return "There is a problem"


def found(desk: Desk, town: Town) -> str:
    opened_case(town.caseworker, known_person(town.caseworker, given="Quillon"))
    known_person(town.caseworker, given="Marmaduke")
    find(desk, town)
    desk.fill("Family name, business or venue", "Fetherstonehaugh")
    desk.press("Find")
    return "2 people may be the one"


def found_nobody(desk: Desk, town: Town) -> str:
    find(desk, town)
    desk.fill("Family name, business or venue", "Nobodyknown")
    desk.press("Find")
    return "Nobody you may know about matches"


def person(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker)
    return opened(desk, town.caseworker, f"/people/{case.person_id}/", "Cases you may see")


def person_without_a_case(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    return opened(desk, town.caseworker, f"/people/{known.pk}/", "No case that you may see.")


def start_a_case(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    return opened(desk, town.caseworker, f"/people/{known.pk}/cases/start/", "Open the case")


def start_a_case_with_mistakes(desk: Desk, town: Town) -> str:
    start_a_case(desk, town)
    desk.press("Open the case")
    return "There is a problem"


def name_of_a_person(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    return opened(desk, town.caseworker, f"/people/{known.pk}/particulars/name/", "Recorded now")


def particulars_with_mistakes(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    opened(desk, town.caseworker, f"/people/{known.pk}/particulars/background/", "Is an interpreter needed?")
    desk.press("Save")
    return "There is a problem"


def other_names_of_a_person(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    said(town.caseworker, known, Part.OTHER_NAMES, {"names": [{"kind": "STREET", "text": "Ozzymandz"}]})
    return opened(desk, town.caseworker, f"/people/{known.pk}/particulars/other-names/", "No longer used")


def number_of_somebody_else(desk: Desk, town: Town) -> str:
    known, other = known_person(town.caseworker), known_person(town.caseworker, given="Marmaduke")
    numbered(town.caseworker, other, IdentifierKind.HOUSING, "H-1702")
    numbered(town.caseworker, known, IdentifierKind.NHS, "9434765919")
    opened(desk, town.caseworker, f"/people/{known.pk}/identifiers/", "Add a number")
    desk.page.get_by_label("Kind of number").select_option("HOUSING")
    desk.fill("Number", "H-1702")
    desk.press("Add the number")
    return "Somebody else of your agency has this number"


def number_to_remove(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    row = numbered(town.caseworker, known, IdentifierKind.NHS, "9434765919")
    return opened(desk, town.caseworker, f"/people/{known.pk}/identifiers/{row.pk}/remove/", "Why is this number")


def what_was_recorded(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker)
    named(town.caseworker, known, given="Peregrine", family="Winterbourne")
    said(town.caseworker, known, Part.ETHNICITY, ETHNICITY)
    said(town.caseworker, known, Part.IMMIGRATION, {"status": "LIMITED", "funds": "YES"})
    return opened(desk, town.caseworker, f"/people/{known.pk}/history/", "When they were added")


def person_with_particulars(desk: Desk, town: Town) -> str:
    known = opened_case(town.caseworker).person
    said(town.caseworker, known, Part.ETHNICITY, ETHNICITY)
    said(town.caseworker, known, Part.BACKGROUND, {**BACKGROUND, "died": "YES", "died_on": "2026-01-05"})
    said(town.caseworker, known, Part.IMMIGRATION, {"status": "LIMITED", "funds": "YES"})
    return opened(desk, town.caseworker, f"/people/{known.pk}/", "This person has died.")


def others_of_a_person(desk: Desk, town: Town) -> str:
    pair = pair_of(town)
    known_person(town.caseworker, "Katja", "Vyschnepolska")
    who = actor(town.caseworker)
    with acting(who):
        keep_apart(actor=who, one=pair.kept, other=pair.merged.pk, why="Twins")
    return opened(desk, town.caseworker, f"/people/{pair.kept.pk}/others/", "Not the same person")


def others_with_a_mistake(desk: Desk, town: Town) -> str:
    known = known_person(town.caseworker, "Katja", "Vyschnepolski")
    known_person(town.caseworker, "Katja", "Vyschnepolska")
    opened(desk, town.caseworker, f"/people/{known.pk}/others/", "May be the same")
    desk.page.locator("summary", has_text="Say whether").click()
    desk.press("Record this")
    return "There is a problem"


def merges_to_decide(desk: Desk, town: Town) -> str:
    pair = pair_of(town)
    proposed(pair)
    return opened(desk, pair.manager, "/merges/", "For you to decide")


def merge_with_a_mistake(desk: Desk, town: Town) -> str:
    pair = pair_of(town)
    said(town.caseworker, pair.merged, Part.ETHNICITY, ETHNICITY)
    opened(desk, pair.manager, f"/merges/{proposed(pair).pk}/", "Side by side")
    desk.press("Make them one record")
    return "There is a problem"


def merge_done(desk: Desk, town: Town) -> str:
    pair = pair_of(town)
    return opened(desk, pair.manager, f"/merges/{merged(pair).pk}/", "Undo the merge")


def links_of_a_person(desk: Desk, town: Town) -> str:
    two = two_agencies(town)
    link_accepted(two)
    return opened(desk, town.caseworker, f"/people/{two.police.person_id}/links/", "Knows them too.")


def links_proposed(desk: Desk, town: Town) -> str:
    link_proposed(two_agencies(town))
    return opened(desk, town.caseworker, "/links/", "Your record")


def link_with_a_mistake(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, f"/links/{link_proposed(two_agencies(town)).pk}/", "knows them too")
    desk.press("Answer")
    return "There is a problem"


def link_to_propose(desk: Desk, town: Town) -> str:
    two = two_agencies(town)
    opened(desk, town.partner, f"/people/{two.police.person_id}/links/propose/", "Your agency knows them too")
    desk.press("Propose the link")
    return "There is a problem"


def link_to_end(desk: Desk, town: Town) -> str:
    link = link_accepted(two_agencies(town))
    return opened(desk, town.caseworker, f"/links/{link.pk}/end/", "Neither agency shows the other")


STATES: tuple[State, ...] = (
    find,
    find_with_a_mistake,
    found,
    found_nobody,
    person,
    person_without_a_case,
    person_with_particulars,
    name_of_a_person,
    other_names_of_a_person,
    particulars_with_mistakes,
    number_of_somebody_else,
    number_to_remove,
    what_was_recorded,
    others_of_a_person,
    others_with_a_mistake,
    merges_to_decide,
    merge_with_a_mistake,
    merge_done,
    links_of_a_person,
    links_proposed,
    link_with_a_mistake,
    link_to_propose,
    link_to_end,
    start_a_case,
    start_a_case_with_mistakes,
)
