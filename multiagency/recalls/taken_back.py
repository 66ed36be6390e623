"""Whoever has a copy that was sent by consent is told when the person takes it back (governance CON-04)."""

from typing import Final
from uuid import UUID, uuid5

from django.db.models import Q

from accounts.actor import Actor
from casework.cases.models import Case
from casework.consent.following import StateOf, follows_consent
from casework.consent.states import Question, State
from multiagency.recalls.models import Why
from multiagency.recalls.services import NewRecall, tell_holders
from multiagency.sharing.models import DisclosedItem

BY_CONSENT: Final = Q(decision__facts__basis="CONSENT") | Q(decision__facts__conf_basis="CONSENT")
TAKEN_BACK: Final = frozenset({State.WITHDRAWN, State.REFUSED})
WORDS: Final = (
    "The person has taken back the consent by which this was sent. What you did with it until now stays lawful. Do not "
    "use it further on the strength of that consent, and say here what you did."
)
TOLD_ONCE: Final = UUID("5f0a3d0e-6b43-5f0b-8d7e-0b6f7f3c2a19")


@follows_consent
def tell_who_has_copies(actor: Actor, case: Case, state_of: StateOf) -> None:
    """Tell everybody who has a copy that rests on consent which is taken back, each of it once."""
    sent = DisclosedItem.objects.filter(BY_CONSENT, owner_id=case.owner_id, disclosure__case=case)
    untold = sent.exclude(recalls__why=Why.CONSENT_WITHDRAWN).select_related("disclosure").order_by("pk")
    gone = [one for one in untold if state_of(_question(one)) in TAKEN_BACK]
    if gone:
        new = NewRecall([one.item_id for one in gone], Why.CONSENT_WITHDRAWN, WORDS, uuid5(TOLD_ONCE, str(case.pk)))
        tell_holders(actor=actor, case=case, copies=gone, new=new)


def _question(copy: DisclosedItem) -> Question:
    return Question(copy.disclosure.purpose, copy.category, copy.agency_id)
