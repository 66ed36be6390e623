"""Decisions about third parties, as a caseworker writes them down."""

from datetime import timedelta

from django.utils import timezone

from accounts.context import acting
from accounts.models import User
from casework.cases.models import Case
from multiagency.third_parties.grounds import Grounds
from multiagency.third_parties.models import Decision, ThirdPartyDisclosure
from multiagency.third_parties.services import Decided, record_third_party
from tests.cast import actor
from vault.ids import uuid7

WORDS = {
    "who": "Marigold Thrush, who has let him move in",
    "why": "Her daughters are nine and eleven",
    "alternatives": "He was asked to move out and will not; a visit alone would not tell her",
    "risk_to_offender": "Her brothers may come for him; he is moved the same day",
    "risk_to_third_party": "He may blame her",
    "exact_words": "He was convicted in 2019 of a sexual offence against a child and may not live with children",
    "offender": "He was asked to tell her by Friday and did not",
    "undertaking": "Signed on the day",
    "support": "The children's service visits tomorrow, and she has its number",
}
NOT_TOLD = {name: WORDS[name] for name in list(WORDS)[:5]} | {"why_not": "She has moved abroad with them"}


def grounds(decision: Decision = Decision.DISCLOSED, **said: str) -> Grounds:
    """All that a decision rests on."""
    words = WORDS if decision == Decision.DISCLOSED else NOT_TOLD
    return Grounds(decision=decision, **(words | said))


def decided(authoriser: User, what: Grounds | None = None, *, review_in: int = 28) -> Decided:
    """That decision, authorised today by somebody."""
    today = timezone.localdate()
    return Decided(what or grounds(), today, today + timedelta(days=review_in), True, authoriser)


def written(user: User, case: Case, what: Decided) -> ThirdPartyDisclosure:
    """That decision, written down on a case."""
    who = actor(user)
    with acting(who):
        return record_third_party(actor=who, case=case, record_id=uuid7(), decided=what)


def filled(authoriser: User, **said: object) -> dict[str, object]:
    """The form as it is filled in."""
    today = timezone.localdate()
    return {
        "id": uuid7(), "decided_on": f"{today:%d/%m/%Y}", "review_on": f"{today + timedelta(days=28):%d/%m/%Y}",
        "decision": "DISCLOSED", "presumption": "on", "authorised_by": authoriser.pk, **WORDS,
    } | said  # fmt: skip
