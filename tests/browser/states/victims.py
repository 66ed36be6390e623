"""The victim case: nothing said yet, everything said, a venue, its forms, children and the Victims' Code."""

from dataclasses import replace

from casework.cases.models import Case, Role
from casework.victims.choices import Kind, Known, Met, Right
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.asb_review.applying import SAID, applied
from tests.casework.incidents.telling import days_ago, happened, linked, referred
from tests.casework.material_requests.asking import written
from tests.casework.victims.saying import (
    PERSON,
    VENUE,
    about_a_right,
    described,
    everything_said,
    planned,
)
from tests.town import Town, known_person, opened_case


def victims_case(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM)


def victim_not_described(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(victims_case(town), "victim/"), "Nobody has written down yet")


def victim_with_everything(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    first = described(town.caseworker, case)
    planned(town.caseworker, case, planned(town.caseworker, case))
    described(town.caseworker, case, replace(PERSON, kind=Kind.HATE), after=first)
    return opened(desk, town.caseworker, of(case, "victim/"), "Her own mother")


def victim_on_the_first_page(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    described(town.caseworker, case)
    return opened(desk, town.caseworker, of(case), "Her own mother")


def victim_with_children_to_note(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    described(town.caseworker, case, replace(PERSON, children=Known.YES))
    return opened(desk, town.caseworker, of(case, "victim/"), "There are children in the household")


def victim_venue(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, known_person(town.caseworker, "", "The Gilded Lantern"), role=Role.VICTIM)
    described(town.caseworker, case, VENUE)
    return opened(desk, town.caseworker, of(case, "victim/"), "Odile Marchbanks")


def victim_only_read(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    everything_said(town.caseworker, case)
    return opened(desk, town.coordinator, of(case, "victim/"), "Chain on the door")


def person_form_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(victims_case(town), "victim/person/"), "")
    desk.press("Save")
    return "There is a problem"


def business_form_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(victims_case(town), "victim/business/"), "")
    desk.press("Save")
    return "Name somebody to contact."


def status_form_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(victims_case(town), "victim/status/"), "")
    desk.press("Save")
    return "Choose where the work is."


def safety_plan_form_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(victims_case(town), "victim/safety-plan/"), "")
    desk.press("Save the plan")
    return "Say what they do in an emergency."


def children_of_the_household(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    everything_said(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, "victim/children/"), "Wilhelmina")


def rights_of_the_code(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    about_a_right(town.caseworker, case, Right.SUPPORT, Met.OFFERED)
    about_a_right(town.caseworker, case, Right.SUPPORT, Met.DELIVERED)
    return opened(desk, town.caseworker, of(case, "victim/rights/"), "The witness care unit")


def right_form_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(victims_case(town), "victim/rights/4/"), "")
    desk.press("Save")
    return "Say who did it."


def requests_of_the_police(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    written(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, "material-requests/"), "wants nothing from the clinic")


def request_of_the_police_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(victims_case(town), "material-requests/add/"), "")
    desk.press("Save")
    return "There is a problem"


def case_review_running(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    applied(town.caseworker, case)
    return opened(desk, town.caseworker, of(case, "case-review/"), SAID)


def case_review_not_applied_for(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(victims_case(town), "case-review/"), "Nobody has applied")


def application_with_mistakes(desk: Desk, town: Town) -> str:
    opened(desk, town.caseworker, of(victims_case(town), "case-review/apply/"), "")
    desk.press("Save")
    return "There is a problem"


def review_step_with_mistakes(desk: Desk, town: Town) -> str:
    case = victims_case(town)
    applied(town.caseworker, case)
    opened(desk, town.caseworker, of(case, "case-review/step/"), "")
    desk.press("Save")
    return "There is a problem"


def incidents_with_a_repeat(desk: Desk, town: Town) -> str:
    case, offender = victims_case(town), opened_case(town.caseworker, known_person(town.caseworker, given="Lorcan"))
    pair = linked(town.caseworker, case, offender)
    referred(town.caseworker, case, pair, days=100)
    happened(town.caseworker, case, 3, [pair])
    happened(town.caseworker, case, 9, [pair], happened_from=days_ago(14))
    return opened(desk, town.caseworker, of(case, "incidents/"), "This is a repeat")


def no_incidents_yet(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(victims_case(town), "incidents/"), "No incidents yet")


def incident_with_mistakes(desk: Desk, town: Town) -> str:
    case, offender = victims_case(town), opened_case(town.caseworker, known_person(town.caseworker, given="Lorcan"))
    linked(town.caseworker, case, offender)
    opened(desk, town.caseworker, of(case, "incidents/add/"), "")
    desk.press("Save")
    return "Answer the question: Is it a crime?"


def referral_of_a_pair(desk: Desk, town: Town) -> str:
    case, offender = victims_case(town), opened_case(town.caseworker, known_person(town.caseworker, given="Lorcan"))
    linked(town.caseworker, case, offender)
    return opened(desk, town.caseworker, of(case, "incidents/referral/"), "Because of whom?")


STATES: tuple[State, ...] = (
    incidents_with_a_repeat,
    no_incidents_yet,
    incident_with_mistakes,
    referral_of_a_pair,
    requests_of_the_police,
    request_of_the_police_with_mistakes,
    case_review_running,
    case_review_not_applied_for,
    application_with_mistakes,
    review_step_with_mistakes,
    victim_not_described,
    victim_with_everything,
    victim_on_the_first_page,
    victim_with_children_to_note,
    victim_venue,
    victim_only_read,
    person_form_with_mistakes,
    business_form_with_mistakes,
    status_form_with_mistakes,
    safety_plan_form_with_mistakes,
    children_of_the_household,
    rights_of_the_code,
    right_form_with_mistakes,
)
