"""Sharing in an emergency, and its review."""

from dataclasses import dataclass

from django.db import transaction

from accounts.actor import Actor
from accounts.outbox.services import tell_each
from audit.ledger.events import Subject, event
from casework.cases.selectors import OpenedCase
from casework.inserting import insert
from casework.openings.models import Outcome
from casework.refusals import ChangedMeanwhile
from multiagency.acts import EMERGENCY_REVIEWED
from multiagency.disclosures.services import send, weigh_with_granted
from multiagency.emergencies.models import EmergencyReview
from multiagency.emergencies.policies import require_review
from multiagency.emergencies.selectors import find_emergency, who_reviews
from multiagency.notices import EMERGENCY_SHARED
from multiagency.sharing.models import Disclosure
from multiagency.sharing.sending import Picked, Sent
from multiagency.sharing.weighing import Weighed, fingerprint
from vault.opening import seal


@dataclass(frozen=True, slots=True)
class SharedAtOnce:
    """What was sent, and how each thing was decided."""

    sent: Sent
    weighed: tuple[Weighed, ...]


@transaction.atomic
def share_at_once(*, actor: Actor, opened: OpenedCase, picked: Picked) -> SharedAtOnce:
    """Send what may go in an emergency, without showing it first; the agency's officers hear where it is reviewed.

    Refuses as `send`. What an emergency does not release is held back: a block, a conflict, an owner's word.
    """
    picked, weighed = weigh_with_granted(actor, opened, picked)
    sent = send(actor=actor, opened=opened, picked=picked, seen=fingerprint(weighed))
    if sent.disclosure and sent.disclosure.emergency:
        tell_each(actor=actor, users=who_reviews(actor, sent.disclosure), notice=EMERGENCY_SHARED)
    return SharedAtOnce(sent, tuple(weighed))


@transaction.atomic
def review_emergency(*, actor: Actor, shared: Disclosure, outcome: Outcome, words: str) -> EmergencyReview:
    """Say what came of an emergency; it stays. Refuses whoever shared it (NotPermitted), and a second review.

    (NotKnown) for whoever does not oversee the agency, (ChangedMeanwhile) where somebody reviewed it before.
    """
    require_review(actor, find_emergency(actor, shared.pk))
    if EmergencyReview.objects.filter(disclosure=shared).exists():
        raise ChangedMeanwhile
    row = EmergencyReview(
        partnership_id=shared.partnership_id, owner_id=shared.owner_id, disclosure=shared,
        disclosed_by_id=shared.disclosed_by_id, reviewed_by_id=actor.principal, outcome=outcome,
    )  # fmt: skip
    subject = Subject("disclosure", shared.pk, shared.owner_id)
    with event(EMERGENCY_REVIEWED, by=actor, subject=subject, purpose="IG_AUDIT", facts={"outcome": outcome.value}):
        seal(actor.agency_id, [(row, {"words": words})])
        insert(EMERGENCY_REVIEWED, subject, row)
    return row
