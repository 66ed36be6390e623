"""When cases are due."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.cases.services import CaseChanges, change_case
from tests.cast import actor


def due(case: Case, user: User, days: int | None) -> Case:
    """The case, due in so many days, or never."""
    who = actor(user)
    day = None if days is None else timezone.localdate() + timedelta(days=days)
    with acting(who):
        now = Case.objects.get(pk=case.pk)
        changes = CaseChanges(now.state, now.priority, day, None, None)  # type: ignore[arg-type]
        return change_case(actor=who, case=now, version=now.version, changes=changes)
