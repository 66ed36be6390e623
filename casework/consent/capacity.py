"""Recording an assessment of capacity: one decision, at one time (Mental Capacity Act 2005; governance CON-07)."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actor import Actor
from casework.acts import CAPACITY_ASSESSED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.consent.models import CapacityFinding
from casework.consent.states import Capacity
from casework.once import save_once
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, repr=False)
class NewFinding:
    """What was found, of which decision, by whom, when and until when; `id` makes a second sending harmless."""

    outcome: Capacity
    decision: str
    assessed_on: date
    holds_until: date
    assessor: str
    support_tried: str
    best_interests: str = ""
    less_restrictive: str = ""
    id: UUID = field(default_factory=uuid7)


def record_finding(*, actor: Actor, case: Case, new: NewFinding) -> CapacityFinding:
    """Record an assessment; it counts for the decision that it names, until its last day.

    The same sent again adds nothing. Refuses whoever does not work the case (NotPermitted); one without its decision,
    assessor or the support tried, and "cannot decide" without best interests and the less restrictive option
    considered (ValidationError, by field).
    """
    require_work(actor, CAPACITY_ASSESSED, case)
    if found := finding_problems(new, timezone.localdate()):
        raise ValidationError(found)
    row = CapacityFinding(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, assessed_on=new.assessed_on,
        holds_until=new.holds_until, recorded_by_id=actor.principal,
    )  # fmt: skip
    words = {"decision": new.decision, "finding": _finding(new)}
    return save_once(actor=actor, act=CAPACITY_ASSESSED, case=case, row=row, words=words)


def finding_problems(new: NewFinding, today: date) -> dict[str, str]:
    """What is missing of an assessment, by the field that mends it."""
    needed = {
        "decision": (new.decision, "Say which decision was assessed. Capacity is never assessed in general."),
        "assessor": (new.assessor, "Say who assessed it."),
        "support_tried": (new.support_tried, "Say what was tried to help them decide."),
    }
    if new.outcome is Capacity.LACKS:
        needed["best_interests"] = (new.best_interests, "Say why what is done is in their best interests.")
        needed["less_restrictive"] = (new.less_restrictive, "Say which less restrictive option was considered.")
    found = {name: words for name, (there, words) in needed.items() if not there}
    if new.outcome is Capacity.PRESUMED:
        found["outcome"] = "Capacity is presumed without an assessment. Choose what was found."
    if new.assessed_on > today:
        found["assessed_on"] = "This day is still to come."
    if new.holds_until < new.assessed_on:
        found["holds_until"] = "This cannot be before the assessment."
    return found


def _finding(new: NewFinding) -> dict[str, str]:
    return {
        "outcome": new.outcome.value, "assessor": new.assessor, "support_tried": new.support_tried,
        "best_interests": new.best_interests, "less_restrictive": new.less_restrictive,
    }  # fmt: skip
