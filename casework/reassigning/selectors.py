"""Reading the cases that one colleague leads."""

from uuid import UUID

from accounts.actor import Actor
from audit.ledger.events import event
from casework.acts import CASES_LISTED
from casework.cases.selectors import CaseRow
from casework.reassigning.policies import cases_led_by, require_reassign
from casework.shown import open_for_page, show_name, show_rows

SHOWN = 100


def list_led_by(actor: Actor, lead_id: UUID | None) -> tuple[CaseRow, ...]:
    """The first hundred open cases that a colleague leads, or nobody does; writes down which were shown."""
    require_reassign(actor, CASES_LISTED)
    cases = list(cases_led_by(actor, lead_id).select_related("person", "owner")[:SHOWN])
    facts = {"led_by": lead_id, "shown": len(cases)}
    with event(CASES_LISTED, by=actor, facts=facts) as ticket:
        opened = open_for_page(actor, ticket, [case.person for case in cases], "name")
        show_rows(ticket, cases)
    return tuple(CaseRow(case, show_name(opened[case.person_id]["name"], case.owner)) for case in cases)
