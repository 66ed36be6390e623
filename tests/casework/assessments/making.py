"""Assessments of a victim case, made as the service makes them."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.assessments.catalogue import own_editions
from casework.assessments.editions import Answer, Edition
from casework.assessments.models import Assessment
from casework.assessments.services import NewAssessment, assess
from casework.cases.models import Case
from tests.cast import actor

CHECKLIST = next(edition for edition in own_editions() if edition.code == "victim-risk-checklist")
MATRIX = next(edition for edition in own_editions() if edition.code == "asb-matrix")


def answered(edition: Edition, yes: int, unknown: int = 0) -> dict[str, Answer]:
    """So many questions answered as gravely as can be, so many with "don't know", and all others with the least."""
    answers = {}
    for place, question in enumerate(edition.questions):
        ordered = sorted(question.choices, key=lambda choice: choice.points)
        choice = ordered[-1].code if place < yes else "UNKNOWN" if place < yes + unknown else ordered[0].code
        answers[question.code] = Answer(choice)
    return answers


def new(
    by: User, answers: dict[str, Answer], *, edition: Edition = CHECKLIST, raised_by: int = 0, reason: str = "",
    on: date | None = None,
) -> NewAssessment:  # fmt: skip
    """What an assessor found, today where no day is given."""
    return NewAssessment(
        edition=edition, answers=answers, assessed_on=on or timezone.localdate(), assessor=by, raised_by=raised_by,
        reason=reason,
    )  # fmt: skip


def assessed(user: User, case: Case, yes: int = 5, *, days_ago: int = 0, **more: object) -> Assessment:
    """An assessment in which so many answers are "yes"."""
    who, on = actor(user), timezone.localdate() - timedelta(days=days_ago)
    with acting(who):
        return assess(actor=who, case=case, new=new(user, answered(CHECKLIST, yes), on=on, **more))  # type: ignore[arg-type]
