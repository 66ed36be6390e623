"""Entries of a timeline: one with its earlier version, its correction, where one is mentioned, and a victim's log."""

from accounts.context import acting
from casework.cases.models import Case
from casework.interventions.following import correct_intervention
from casework.interventions.models import Intervention
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.browser.states.safe_contact import theirs
from tests.casework.interventions.writing import said, write
from tests.casework.my_day.waiting import began, mentioned
from tests.cast import actor
from tests.town import Town, opened_case

NOTE = "Rang his aunt, who says that he sleeps at a friend's. She asked that we ring her before six."


def corrected(town: Town) -> tuple[Case, Intervention]:
    """An entry that was corrected, and its case."""
    case, who = opened_case(town.caseworker, team=town.team), actor(town.caseworker)
    earlier = write(town.caseworker, case, said(note=NOTE, minutes=20))
    with acting(who):
        entry = said(note=NOTE.replace("aunt", "sister"), minutes=20, view="She is worried and wants to help.")
        row = correct_intervention(actor=who, case=case, earlier=earlier, entry=entry, why="It was his sister")
    return case, row


def intervention(desk: Desk, town: Town) -> str:
    case, row = corrected(town)
    return opened(desk, town.caseworker, of(case, f"interventions/{row.pk}/"), "Earlier version")


def intervention_correct(desk: Desk, town: Town) -> str:
    case, row = corrected(town)
    return opened(desk, town.caseworker, of(case, f"interventions/{row.pk}/correct/"), "takes the place of the entry")


def intervention_correct_with_mistakes(desk: Desk, town: Town) -> str:
    intervention_correct(desk, town)
    desk.press("Save the correction")
    return "Say why"


def intervention_file(desk: Desk, town: Town) -> str:
    case, row = corrected(town)
    return opened(desk, town.caseworker, of(case, f"interventions/{row.pk}/file/"), "It belongs to")


def intervention_file_with_mistakes(desk: Desk, town: Town) -> str:
    intervention_file(desk, town)
    desk.press("Attach the file")
    return "Choose the file."


def mentions(desk: Desk, town: Town) -> str:
    for _ in range(3):
        mentioned(town.caseworker, town.teammate, opened_case(town.caseworker, team=town.team))
    return opened(desk, town.teammate, "/mentions/", "by Casey Worker")


def mentions_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.teammate, "/mentions/", "Nothing yet")


def day_with_writing(desk: Desk, town: Town) -> str:
    case = opened_case(town.caseworker, team=town.team)
    mentioned(town.caseworker, town.teammate, case)
    began(town.teammate, case)
    return opened(desk, town.teammate, "/", "You began to write")


def log_of_a_victim(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(theirs(town), "interventions/log/"), "I have read this: call")


def log_of_a_victim_acknowledged(desk: Desk, town: Town) -> str:
    log_of_a_victim(desk, town)
    desk.fill("Note", "She feels safer since the locks were changed")
    desk.press("I have read this: call")
    return "It holds until"


STATES: tuple[State, ...] = (
    intervention,
    intervention_correct,
    intervention_correct_with_mistakes,
    intervention_file,
    intervention_file_with_mistakes,
    mentions,
    mentions_none,
    day_with_writing,
    log_of_a_victim,
    log_of_a_victim_acknowledged,
)
