"""Cases closed and opened again, as somebody who works them would."""

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from casework.closing.models import Outcome
from casework.closing.services import Closing, Reopening, close_case, reopen_case
from tests.cast import actor
from vault.ids import uuid7


def closed(user: User, case: Case, outcome: Outcome = Outcome.MOVED, reason: str = "Lives in Leeds now") -> Case:
    """The case, closed."""
    who = actor(user)
    with acting(who):
        now = Case.objects.get(pk=case.pk)
        close_case(actor=who, case=now, closing=Closing(uuid7(), now.version, outcome, reason))
        return Case.objects.get(pk=case.pk)


def reopened(user: User, case: Case, reason: str = "Was seen in the borough again") -> Case:
    """The case, open again."""
    who = actor(user)
    with acting(who):
        now = Case.objects.get(pk=case.pk)
        reopen_case(actor=who, case=now, reopening=Reopening(uuid7(), now.version, reason))
        return Case.objects.get(pk=case.pk)
