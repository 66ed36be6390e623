"""Reading cases that need another lead."""

from accounts.actor import Actor
from accounts.denials import NotKnown
from audit.ledger.events import Subject, event
from casework.acts import CASE_LEAD_NAMED, CASES_WITHOUT_LEAD_LISTED
from casework.cases.models import Case
from casework.cases.selectors import as_reference
from casework.leavers.policies import cases_without_lead, require_find_leads
from casework.shown import show_rows

SHOWN = 100


def list_without_lead(actor: Actor) -> tuple[Case, ...]:
    """The first hundred cases that need another lead, most urgent first, by reference alone; written down."""
    require_find_leads(actor, CASES_WITHOUT_LEAD_LISTED)
    found = cases_without_lead(actor).select_related("lead").order_by("-priority", "-pk")
    cases = tuple(found[:SHOWN])
    with event(CASES_WITHOUT_LEAD_LISTED, by=actor, facts={"shown": len(cases)}) as ticket:
        show_rows(ticket, cases)
    return cases


def one_without_lead(actor: Actor, reference: str) -> Case:
    """One of these cases; NotKnown for every other."""
    require_find_leads(actor, CASE_LEAD_NAMED)
    case = cases_without_lead(actor).select_related("lead").filter(reference=as_reference(reference)).first()
    if case is None:
        raise NotKnown(CASE_LEAD_NAMED, Subject("case"))
    return case
