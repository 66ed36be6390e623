"""Writing down what the police ask about a victim, and what was answered."""

from datetime import date
from uuid import UUID

from accounts.actor import Actor
from casework.acts import MATERIAL_REQUESTED
from casework.cases.models import Case
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.once import add_once, on_case
from casework.chronology.services import NewEvent
from casework.material_requests.grounds import Asked
from casework.material_requests.models import MaterialRequest


def record_request(*, actor: Actor, case: Case, request_id: UUID, asked_on: date, asked: Asked) -> MaterialRequest:
    """Write a request down with its answer; the same sent again adds nothing. Refuses as `add_once` does."""
    row = on_case(MaterialRequest, actor, case, request_id, asked_on=asked_on)
    said = f"The police asked for what others hold. {asked.answer.label}: {asked.why}"
    category = Category.VULNERABILITY_ASSESSMENT
    line = NewEvent(Happening.SUPPORT, Statement.FACT, category, said, row.pk, own_agency=True)
    return add_once(actor=actor, act=MATERIAL_REQUESTED, row=row, words=asked.words, line=line)
