"""Recording intelligence, and letting another agency see an item of code C."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Agency
from audit.ledger.events import Facts, event
from casework.acts import INTELLIGENCE_APPROVED, INTELLIGENCE_RECORDED
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.cases.services import lock_case
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.services import NewEvent, add_event
from casework.intelligence.models import (
    Assessment,
    Handling,
    IntelligenceApproval,
    IntelligenceItem,
    Source,
    SubjectRole,
)
from casework.intelligence.policies import require_approve
from casework.once import save_once
from vault.ids import uuid7


@dataclass(frozen=True, slots=True, repr=False)
class NewItem:
    """One item with its grading; codes are those that a form sends, and `id` makes a second sending harmless."""

    words: str
    statement: str
    role: str
    source: str
    assessment: str
    handling: str
    conditions: str
    sanitised: bool | None
    received_on: date
    id: UUID = field(default_factory=uuid7)


def record_item(*, actor: Actor, case: Case, new: NewItem) -> IntelligenceItem:
    """Record an item; code C says its conditions, and shows in no chronology, which would tell that it is there.

    The same sent again adds nothing. Refuses whoever does not work the case (NotPermitted); one that is not flagged as
    fact, assessment or report, without the person's role or out of the grading (ValidationError, by field; DPA 2018
    s.38); and another item under the same id (AlreadySent).
    """
    require_work(actor, INTELLIGENCE_RECORDED, case)
    if found := item_problems(new, timezone.localdate()):
        raise ValidationError(found)
    row = IntelligenceItem(
        id=new.id, partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, statement=new.statement,
        handling=new.handling, received_on=new.received_on, recorded_by_id=actor.principal,
    )  # fmt: skip
    item = {
        "words": new.words, "role": new.role, "source": new.source, "assessment": new.assessment,
        "conditions": new.conditions, "sanitised": new.sanitised,
    }  # fmt: skip

    def follow(_: IntelligenceItem) -> None:
        if new.handling == Handling.PERMITTED:
            words = f"Intelligence was recorded, graded {new.source}{new.assessment}{new.handling}."
            line = NewEvent(Happening.INTELLIGENCE, Statement(new.statement), Category.INTELLIGENCE, words, row.pk)
            add_event(actor, case, line)

    return save_once(actor=actor, act=INTELLIGENCE_RECORDED, case=case, row=row, words={"item": item}, also=follow)


@transaction.atomic
def approve_item(*, actor: Actor, case: Case, item: IntelligenceItem, agency: Agency) -> IntelligenceApproval:
    """Let an agency that is shared the case's intelligence see one item of code C, on its conditions.

    What is approved already stays so. Refuses whoever does not answer for the originator (NotPermitted), one's own
    agency, and an item that needs no approval (ValueError).
    """
    require_approve(actor, case)
    if agency.pk == case.owner_id or item.handling != Handling.CONDITIONS:
        raise ValueError("Another agency is approved to see an item of code C.")
    lock_case(case)
    there = IntelligenceApproval.objects.filter(item=item, agency=agency).first()
    if there:
        return there
    facts: Facts = {"item": item.pk, "to": agency.pk}
    with event(INTELLIGENCE_APPROVED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        return IntelligenceApproval.objects.create(
            partnership_id=case.partnership_id, owner_id=case.owner_id, case=case, item=item, agency=agency,
            approved_by_id=actor.principal,
        )  # fmt: skip


def item_problems(new: NewItem, today: date) -> dict[str, str]:
    """What is missing of an item or out of its grading, by the field that mends it."""
    needed = {
        "words": (new.words.strip(), "Write down what is known."),
        "statement": (new.statement in Statement.values, "Say whether it is a fact, an assessment or a report."),
        "role": (new.role in SubjectRole.values, "Say what the person of this case is in it."),
        "source": (new.source in Source.values, "Choose how far the source is relied on."),
        "assessment": (new.assessment in Assessment.values, "Choose how the source knows it."),
        "handling": (new.handling in Handling.values, "Choose what may be done with it."),
        "sanitised": (new.sanitised is not None, "Say whether it was sanitised."),
        "received_on": (new.received_on <= today, "This day is still to come."),
        "conditions": (
            new.handling != Handling.CONDITIONS or new.conditions.strip(), "Say on which conditions it may be used.",
        ),
    }  # fmt: skip
    return {name: words for name, (there, words) in needed.items() if not there}
