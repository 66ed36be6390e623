"""The disputes about what a page shows: rooms below that of disputes do not know of it, so their templates ask."""

from django import template

from casework.cases.selectors import OpenedCase
from multiagency.escalations.policies import ground_of, may_raise_about, may_raise_on
from multiagency.escalations.selectors import Line, about
from multiagency.referrals.selectors.reading import OpenedReferral

register = template.Library()
SHOWN = "multiagency/_disputes.html"


@register.inclusion_tag(SHOWN, takes_context=True)
def disputes_about(context: template.Context, page: OpenedReferral) -> dict[str, object]:
    """The disputes about a referral, and whether the reader can raise one."""
    actor = context["request"].actor
    lines = about(actor, page.ticket, referral=page.row)
    ground = ground_of(page.row, page.clock)
    may_raise = ground is not None and not _one_open(lines) and may_raise_about(actor, page.row)
    return {"lines": lines, "route": "escalation-of-referral" if may_raise else "", "key": page.row.pk}


@register.inclusion_tag(SHOWN, takes_context=True)
def disputes_on(context: template.Context, opened: OpenedCase) -> dict[str, object]:
    """The disagreements about a case, and whether the reader can raise one."""
    actor = context["request"].actor
    lines = about(actor, opened.ticket, case=opened.case)
    ours = opened.case.owner_id == actor.agency_id
    may_raise = opened.may_work if ours else may_raise_on(actor, opened.case)
    return {"lines": lines, "route": "escalation-of-case" if may_raise else "", "key": opened.case.reference}


def _one_open(lines: list[Line]) -> bool:
    return any(line.standing.ended is None for line in lines)
