"""Items of intelligence, for tests that tell a story."""

from typing import Any

from django.utils import timezone

from accounts.context import acting
from accounts.models import Agency, User
from casework.cases.models import Case
from casework.intelligence.models import IntelligenceApproval, IntelligenceItem
from casework.intelligence.services import NewItem, approve_item, record_item
from tests.cast import actor


def known(**changed: Any) -> NewItem:
    """A whole item of code P: he keeps a moped in a lock-up."""
    whole: dict[str, Any] = {
        "words": "Keeps a moped in the lock-up behind the Heron", "statement": "REPORTED", "role": "SUSPECT",
        "source": "2", "assessment": "C", "handling": "P", "conditions": "", "sanitised": True,
        "received_on": timezone.localdate(),
    }  # fmt: skip
    return NewItem(**{**whole, **changed})


def recorded(user: User, case: Case, new: NewItem) -> IntelligenceItem:
    """The item, recorded by the user."""
    who = actor(user)
    with acting(who):
        return record_item(actor=who, case=case, new=new)


def approved(user: User, item: IntelligenceItem, agency: Agency) -> IntelligenceApproval:
    """The agency, let see the item."""
    who = actor(user)
    with acting(who):
        return approve_item(actor=who, case=item.case, item=item, agency=agency)
