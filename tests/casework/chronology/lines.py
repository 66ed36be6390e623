"""Lines of a chronology, as a room would add them under an event of its own."""

from django.db import transaction

from accounts.context import acting
from accounts.models import User
from audit.ledger.events import event
from casework.acts import CASE_CHANGED
from casework.cases.models import Case
from casework.categories import Category
from casework.chronology.models import ChronologyEvent, Happening, Statement
from casework.chronology.services import NewEvent, add_event
from tests.cast import actor


def happened(
    user: User, case: Case, *words: str, category: Category = Category.RISK_ASSESSMENT,
    statement: Statement = Statement.FACT, kind: Happening = Happening.EVENT, own_agency: bool = False,
) -> list[ChronologyEvent]:  # fmt: skip
    """What happened, in this order, under one event of the ledger."""
    who = actor(user)
    with acting(who), transaction.atomic(), event(CASE_CHANGED, by=who, subject=case.subject):
        new = [NewEvent(kind, statement, category, text, own_agency=own_agency) for text in words]
        return [add_event(who, case, one) for one in new]
