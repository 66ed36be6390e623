"""Assessments: what changed, one of them, the form and its result, and the sets of questions."""

from accounts.roles import Role as StaffRole
from casework.cases.models import Case, Role
from tests.browser.desk import Desk
from tests.browser.states.reaching import State, of, opened
from tests.casework.assessments.making import assessed
from tests.cast import PASSWORD, make_user
from tests.town import Town, opened_case


def victim(town: Town) -> Case:
    return opened_case(town.caseworker, role=Role.VICTIM, team=town.team)


def assessments_none(desk: Desk, town: Town) -> str:
    return opened(desk, town.caseworker, of(victim(town), "assessments/"), "Nothing assessed yet")


def assessments(desk: Desk, town: Town) -> str:
    case = victim(town)
    assessed(town.caseworker, case, 8, days_ago=70)
    assessed(town.caseworker, case, 11, days_ago=2, raised_by=1, reason="Her fear, in her own words")
    return opened(desk, town.caseworker, of(case, "assessments/"), "what is different from last time?")


def assessment(desk: Desk, town: Town) -> str:
    assessments(desk, town)
    desk.follow("Every answer")
    return "raised to high by professional judgement"


def assessment_form(desk: Desk, town: Town) -> str:
    case = victim(town)
    assessed(town.caseworker, case, 4, days_ago=50)
    return opened(desk, town.caseworker, of(case, "assessments/new/victim-risk-checklist/"), "page 1 of 4")


def assessment_result(desk: Desk, town: Town) -> str:
    assessment_form(desk, town)
    for _ in range(4):
        desk.press("Continue")
    return "What it comes to"


def assessment_with_mistakes(desk: Desk, town: Town) -> str:
    assessment_result(desk, town)
    desk.press("Complete")
    return "Choose what your judgement is."


def question_sets(desk: Desk, town: Town) -> str:
    user = make_user(town.partnership, town.police, StaffRole.PARTNERSHIP_ADMINISTRATOR, password=PASSWORD)
    return opened(desk, user, "/question-sets/", "Install a version")


STATES: tuple[State, ...] = (
    assessments_none,
    assessments,
    assessment,
    assessment_form,
    assessment_result,
    assessment_with_mistakes,
    question_sets,
)
