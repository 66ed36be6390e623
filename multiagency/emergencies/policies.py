"""Who reviews what was shared in an emergency: an officer of the discloser's agency, other than whoever shared it."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from accounts.roles import OVERSIGHT_OF_AGENCY
from audit.ledger.events import Subject
from casework.cases.models import Case
from casework.conflicts.policies import in_conflict
from multiagency.acts import EMERGENCY_REVIEWED
from multiagency.sharing.models import Disclosure


def emergencies_of(actor: Actor) -> QuerySet[Disclosure]:
    """What the actor's agency shared in an emergency, for its officers; not what is about somebody whom they know."""
    if not OVERSIGHT_OF_AGENCY & actor.roles:
        return Disclosure.objects.none()
    known = Case.objects.filter(in_conflict(actor, "person"))
    return Disclosure.objects.filter(owner_id=actor.agency_id, emergency=True).exclude(case_id__in=known.values("pk"))


def require_review(actor: Actor, shared: Disclosure) -> None:
    """Refuse, in words, whoever shared it."""
    if shared.disclosed_by_id == actor.principal:
        raise NotPermitted(
            EMERGENCY_REVIEWED, Subject("disclosure", shared.pk, shared.owner_id),
            words="You shared this yourself, so somebody else reviews it.",
            resolver="another information-governance officer or the data protection officer of your agency",
        )  # fmt: skip
