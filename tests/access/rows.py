"""What hangs on the cases of the world, made when an address first names it."""

from collections.abc import Mapping

from accounts.models import User
from casework.cases.models import Case
from tests.casework.assessments.making import assessed
from vault.ids import uuid7

MADE_UP: Mapping[str, object] = {"assessment_id": uuid7(), "set_code": "no-such-set"}
"""The same of rows that nobody made."""


def made(worker: User, case: Case) -> dict[str, object]:
    """One row of each kind on a case, by what addresses call it."""
    return {"assessment_id": assessed(worker, case, days_ago=1).pk, "set_code": "victim-risk-checklist"}
