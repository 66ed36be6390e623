"""Reading who the liaison officers are. They are about nobody in a case, so a look at them is not written down."""

from accounts.actor import Actor
from accounts.agencies.selectors import agencies_here
from multiagency.liaison.models import LiaisonOfficer
from multiagency.liaison.places import Desk, desks


def desks_here(actor: Actor) -> list[Desk]:
    """The places of every agency of the actor's partnership, in two queries; those with a vacancy first."""
    held = LiaisonOfficer.objects.filter(partnership_id=actor.partnership_id, ended_at=None)
    return desks(agencies_here(actor), held.select_related("user", "named_by"))
