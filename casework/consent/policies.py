"""Whom not to ask for a child's consent."""

from accounts.actor import Actor
from accounts.denials import NotPermitted
from casework.acts import CONSENT_RECORDED
from casework.cases.models import Case
from casework.consent.answering import PrHolder, SaidToHarm
from casework.people.details import PersonDetails, indexed
from casework.people.models import PersonIndex
from casework.safe_contact.models import HarmedBy
from vault.indexes import blind_indexes


def require_askable(actor: Actor, case: Case, holder: PrHolder) -> None:
    """Refuse somebody with parental responsibility who is said to have harmed the child, and who may have (CON-08).

    The words are the same whether the caseworker said so, does not know, or the record does: they reveal nothing.
    """
    if holder.said_to_harm is not SaidToHarm.NO or _harms(actor, case, holder):
        raise NotPermitted(
            CONSENT_RECORDED,
            case.subject,
            words=(
                "This person cannot be asked for this child. Do not ask them. Record that it is not safe to ask, "
                "and let children's services decide."
            ),
            resolver=f"the safeguarding lead at {case.owner.name}",
        )


def _harms(actor: Actor, case: Case, holder: PrHolder) -> bool:
    """Whether somebody of this name is on record as harming the person of the case; names are compared unopened."""
    who_harms = HarmedBy.objects.filter(case=case).values("person_id")
    names = sorted(indexed(PersonDetails(given=holder.given, family=holder.family)))
    tokens = blind_indexes(actor.partnership_id, names)
    named = PersonIndex.objects.filter(person_id__in=who_harms, field=PersonIndex.Field.FULL_NAME, token__in=tokens)
    return named.exists()
