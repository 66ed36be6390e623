"""Saying who leads a case from now on."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from audit.ledger.events import Facts, event
from casework.acts import CASE_LEAD_NAMED
from casework.cases.models import Case, CaseUserPermission
from casework.cases.services import grant_case, permissions_of_member
from casework.consent.services import review_due_on_transfer
from casework.leavers.policies import possible_leads
from casework.leavers.selectors import one_without_lead


@transaction.atomic
def name_lead(*, actor: Actor, reference: str, lead: User) -> Case:
    """Let a colleague lead a case that needs another lead, and give it to them; consent is to be asked again (P18).

    Refuses whoever manages no team (NotPermitted), a case that has a lead (NotKnown), and a lead who does not work at
    the actor's agency or knows the person (ValidationError).
    """
    Case.objects.select_for_update().filter(pk=one_without_lead(actor, reference).pk).get()
    case = one_without_lead(actor, reference)  # as it is now that nobody else can name one
    if not possible_leads(actor, case).filter(pk=lead.pk).exists():
        raise ValidationError("Choose somebody who works at your agency and does not know the person.")
    hand_over(actor=actor, case=case, lead=lead)
    return case


def hand_over(*, actor: Actor, case: Case, lead: User, instead_of: User | None = None) -> None:
    """Let a colleague lead a locked case and have it by name, and take it away from somebody who had it by name."""
    facts: Facts = {"user": lead.pk, "instead_of": instead_of.pk if instead_of else None}
    with event(CASE_LEAD_NAMED, by=actor, subject=case.subject, purpose=case.purpose, facts=facts):
        case.lead, case.version = lead, case.version + 1
        case.save(update_fields=["lead", "version"])
        grant_case(case, people={lead.pk}, teams=set(), permissions=permissions_of_member())
        if instead_of:
            CaseUserPermission.objects.filter(content_object=case, user=instead_of).exclude(user=lead).delete()
    review_due_on_transfer(actor=actor, case=case)
