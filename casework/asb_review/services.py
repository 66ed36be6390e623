"""Writing down an application for an ASB case review, and each step that follows."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actor import Actor
from casework.acts import CASE_REVIEW_STEPPED
from casework.asb_review.clock import NEEDS_REASON, Step
from casework.asb_review.models import Move, ReviewStep
from casework.asb_review.rules import limits_on
from casework.asb_review.selectors import allowed_after, newest_application, standing_of, steps_of
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.once import add_once, on_case
from casework.chronology.services import NewEvent
from casework.refusals import ChangedMeanwhile
from casework.working_days import OutsideCalendar


class NotNow(ValidationError):
    """A step that does not follow what stands, or a day that cannot be; the message says why, for whoever wrote it."""


def apply_for_review(*, actor: Actor, case: Case, step_id: UUID, on: date, by: str, said: str) -> ReviewStep:
    """Write down that somebody applied, under the time limits of that day.

    Refuses (NotNow) while another application runs, and a day to come; else as `add_once` does.
    """
    require_work(actor, CASE_REVIEW_STEPPED, case)
    before = steps_of(case)
    row = on_case(
        ReviewStep, actor, case, step_id, application=step_id, step=Move.APPLIED, taken_on=on,
        rules_since=limits_on(on).in_force,
    )  # fmt: skip

    def first() -> None:
        _same_as(before, case)
        if before and not allowed_after(before) <= {Step.APPEALED}:
            raise NotNow("An application is running on this case. Write its next step down, or that it is withdrawn.")
        _possible(on, None)

    return _add(actor, row, [row], {"by": by, "said": said}, first)


def take_step(*, actor: Actor, case: Case, step_id: UUID, step: Step, on: date, said: str) -> ReviewStep:
    """Write down a step of the newest application.

    Refuses (NotNow) a step that does not follow, one without the reason that it needs, a day to come or before the step
    before; (ChangedMeanwhile) where somebody else's came in between; else as `add_once` does.
    """
    require_work(actor, CASE_REVIEW_STEPPED, case)
    before = steps_of(case)
    if not before:
        raise NotNow("Nobody has applied for a case review on this case. Write the application down first.")
    rows = newest_application(before)
    row = on_case(
        ReviewStep, actor, case, step_id, application=rows[0].application, step=Move(step), taken_on=on,
        rules_since=rows[0].rules_since,
    )  # fmt: skip

    def first() -> None:
        _same_as(before, case)
        if step not in allowed_after(before):
            raise NotNow("This step does not follow the one before. Look at what is written down, and choose again.")
        if step in NEEDS_REASON and not said.strip():
            raise NotNow("This step needs its reason. Say why.")
        _possible(on, rows[-1].taken_on)

    return _add(actor, row, [*rows, row], {"by": "", "said": said}, first)


def _add(
    actor: Actor, row: ReviewStep, rows: list[ReviewStep], words: dict[str, object], first: Callable[[], None]
) -> ReviewStep:
    row.due_on = _due_after(rows)
    text = f"ASB case review: {Move(row.step).label}. {words['said']}".strip()
    line = NewEvent(Happening.SUPPORT, Statement.FACT, Category.ASB_INCIDENT, text, row.pk)
    return add_once(actor=actor, act=CASE_REVIEW_STEPPED, row=row, words=words, line=line, first=first)


def _due_after(rows: list[ReviewStep]) -> date | None:
    """By when the partnership owes the next step; an appeal is the applicant's to make, so that none is owed."""
    try:
        now = standing_of(rows)
    except OutsideCalendar:
        return None
    return None if now.due is Step.APPEALED else now.due_on


def _same_as(before: list[ReviewStep], case: Case) -> None:
    if [row.pk for row in before] != [row.pk for row in steps_of(case)]:
        raise ChangedMeanwhile


def _possible(on: date, last: date | None) -> None:
    if on > timezone.localdate():
        raise NotNow("This day is in the future. Write a step down once it has been taken.")
    if last and on < last:
        raise NotNow("This day is before the step before it. Check both days.")
