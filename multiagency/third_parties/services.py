"""Writing down that a third party was told about somebody who offends, or why not."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.models import User
from casework.cases.models import Case
from casework.categories import Category
from casework.chronology.models import Happening, Statement
from casework.chronology.once import add_once, on_case
from casework.chronology.services import NewEvent
from multiagency.acts import THIRD_PARTY_DECIDED
from multiagency.third_parties.grounds import Grounds
from multiagency.third_parties.models import ThirdPartyDisclosure
from multiagency.third_parties.policies import authorisers


@dataclass(frozen=True, slots=True, repr=False)
class Decided:
    """The grounds with who authorised it, when, whether the law presumes disclosure, and when it is looked at again."""

    grounds: Grounds
    decided_on: date
    review_on: date
    presumption: bool
    authorised_by: User


def record_third_party(*, actor: Actor, case: Case, record_id: UUID, decided: Decided) -> ThirdPartyDisclosure:
    """Write a decision down; the same sent again adds nothing.

    Refuses somebody who has no authority at the agency or writes it down themselves, and a review that is not later
    (ValidationError); and as `add_once` does.
    """
    if not authorisers(actor).filter(pk=decided.authorised_by.pk).exists():
        raise ValidationError({"authorised_by": "Choose a manager or a chair of your agency other than yourself."})
    if decided.review_on <= decided.decided_on:
        raise ValidationError({"review_on": "The review comes after the decision."})
    grounds = decided.grounds
    row = on_case(
        ThirdPartyDisclosure, actor, case, record_id, decided_on=decided.decided_on, review_on=decided.review_on,
        decision=grounds.decision.value, presumption=decided.presumption, authorised_by=decided.authorised_by,
    )  # fmt: skip
    told = f"Telling a third party was decided. {grounds.decision.label}."
    line = NewEvent(Happening.EVENT, Statement.FACT, Category.RISK_ASSESSMENT, told, row.pk, own_agency=True)
    return add_once(actor=actor, act=THIRD_PARTY_DECIDED, row=row, words=grounds.words, line=line)
