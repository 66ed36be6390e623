"""Which cases one timeline tells of."""

from accounts.actor import Actor
from casework.cases.models import Case
from casework.cases.selectors import OpenedCase
from casework.shown import show_rows
from casework.timeline.policies import told_together


def cases_told_together(actor: Actor, opened: OpenedCase) -> tuple[Case, ...]:
    """The case that was opened first, then those of other agencies that are told with it; writes down which."""
    cases = list(told_together(actor, opened.case).select_related("owner").order_by("owner__name", "pk"))
    others = [case for case in cases if case.pk != opened.case.pk]
    show_rows(opened.ticket, others)
    return opened.case, *others
