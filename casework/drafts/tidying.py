"""Letting go of drafts that nobody came back to."""

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from accounts.models import Agency
from casework.drafts.services import sweep_drafts


@job("casework.sweep_drafts", "Letting go of drafts that nobody came back to", every=Every.NIGHT, whole=False)
def sweep_every_night(actor: Actor) -> None:
    """Sweep every agency of the actor's partnership, each in its own name."""
    for agency_id in Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", flat=True):
        keeper = system_actor("drafts", actor.partnership_id, agency_id)
        with acting(keeper):
            sweep_drafts(actor=keeper)
