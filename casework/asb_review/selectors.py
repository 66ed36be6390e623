"""Reading the case reviews of a victim's case: what is due next, by when, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.actor import Actor
from casework.asb_review.clock import Standing, Step, Taken, allowed, standing
from casework.asb_review.models import Move, ReviewStep
from casework.asb_review.rules import limits_since, threshold_on
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase, victim_case
from casework.chronology.once import rows_of
from casework.shown import Shown, open_for_page, show
from casework.working_days import OutsideCalendar, working_days_between

DUE = {
    Step.ACKNOWLEDGED: "acknowledge the application",
    Step.PANEL_MET: "hold the panel, with the victim at part of it",
    Step.OUTCOME_GIVEN: "send the outcome and the action plan",
    Step.APPEALED: "the applicant may appeal",
}
"""What each step asks for, as it is said before it is taken."""


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step as the reader may see it: with what was said, or sealed."""

    row: ReviewStep
    label: str
    by: str
    said: Shown


@dataclass(frozen=True, slots=True)
class Running:
    """Where the newest application is: `days_left` are working days; `unknown` says why there is no date."""

    standing: Standing | None
    allowed: frozenset[Step]
    due: str
    days_left: int | None
    late: bool
    unknown: str


@dataclass(frozen=True, slots=True)
class Reviews:
    """The newest application first, and every step of every application, the latest first."""

    now: Running | None
    steps: tuple[StepShown, ...]
    rule: str

    @property
    def may_apply(self) -> bool:
        """Nothing runs: nobody has applied, or the last application can move no further but by an appeal."""
        return self.now is None or self.now.allowed <= {Step.APPEALED}


def reviews(actor: Actor, opened: OpenedCase) -> Reviews:
    """The case reviews of the victim's case that was opened; NotKnown on another's."""
    rows = steps_of(victim_case(opened))
    words = open_for_page(actor, opened.ticket, rows, "words")
    shown = tuple(_shown(row, words[row.pk]["words"]) for row in reversed(rows))
    return Reviews(where(rows, timezone.localdate()), shown, _rule(timezone.localdate()))


def steps_of(case: Case) -> list[ReviewStep]:
    """Every step on a case in the order of writing, as far as the reader's agency may see them."""
    return list(rows_of(ReviewStep, case).select_related("owner", "recorded_by").order_by("created_at", "pk"))


def newest_application(rows: Sequence[ReviewStep]) -> list[ReviewStep]:
    """The steps of the application that was made last, in order; the first of them is the application itself."""
    return [row for row in rows if row.application == rows[-1].application]


def standing_of(rows: Sequence[ReviewStep]) -> Standing:
    """Where one application is by the rules of its day; refuses (OutsideCalendar) as the clock does."""
    began, *after = rows
    taken = [Taken(Step(row.step), row.taken_on) for row in after]
    return standing(limits_since(began.rules_since), began.taken_on, taken)


def where(rows: Sequence[ReviewStep], today: date) -> Running | None:
    """Where the newest application is on a day; None where nobody has applied."""
    if not rows:
        return None
    try:
        now = standing_of(newest_application(rows))
        left = working_days_between(today, now.due_on) if now.due_on else None
    except OutsideCalendar as refusal:
        return Running(None, allowed_after(rows), "", None, late=False, unknown=str(refusal))
    late = now.due_on is not None and now.due_on < today and now.due != Step.APPEALED
    due = DUE.get(now.due, "") if now.due else ""
    return Running(now, now.allowed, due, left, late, "")


def allowed_after(rows: Sequence[ReviewStep]) -> frozenset[Step]:
    """What may be done next, which no calendar is needed for."""
    return allowed([Step(row.step) for row in newest_application(rows)[1:]])


def overdue_on(day: date) -> Exists:
    """That a step of a case's newest review was due before a day, as a condition on the case's row."""
    later = ReviewStep.objects.filter(case=OuterRef("case"), created_at__gt=OuterRef("created_at"))
    return Exists(ReviewStep.objects.filter(~Exists(later), case=OuterRef("pk"), due_on__lt=day))


def _shown(row: ReviewStep, said: object) -> StepShown:
    told = said if isinstance(said, dict) else {}
    return StepShown(
        row, Move(row.step).label, str(told.get("by", "")), show(told.get("said") if told else said, row.owner)
    )


def _rule(day: date) -> str:
    rule = threshold_on(day)
    return (
        f"Somebody may ask for a case review after {rule.reports} reports of anti-social behaviour in {rule.months} "
        f"months to the council, the police or a landlord, the last within {rule.last_within_months} month of "
        f"applying. An application under the threshold may be taken all the same, with reasons."
    )
