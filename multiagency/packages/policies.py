"""Who makes a way in for an agency that is not on this system, and takes it back."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.denials import NotPermitted
from audit.ledger.acts import Act
from audit.ledger.events import Subject
from casework.cases.policies import require_work, visible_cases
from multiagency.acts import PACKAGE_MADE
from multiagency.sharing.models import Disclosure
from multiagency.sharing.recipients import is_outside


def sent_by(actor: Actor) -> QuerySet[Disclosure]:
    """What the actor's agency sent of cases that the actor sees."""
    return Disclosure.objects.filter(owner_id=actor.agency_id, case__in=visible_cases(actor))


def require_hand_over(actor: Actor, act: Act, disclosure: Disclosure) -> None:
    """Refuse, in words, whoever does not work the case."""
    require_work(actor, act, disclosure.case)


def require_not_here(disclosure: Disclosure) -> None:
    """Refuse, in words, an agency with people on this system: they open it here, each under their own name."""
    if not is_outside(disclosure.agency):
        raise NotPermitted(
            PACKAGE_MADE,
            Subject("disclosure", disclosure.pk, disclosure.owner_id),
            words=f"{disclosure.agency.name} is on this system, and its people open what you sent here.",
            resolver=f"{disclosure.agency.liaison}",
        )
