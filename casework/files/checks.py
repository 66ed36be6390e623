"""The virus check that could not be reached is asked again every hour."""

from accounts.actor import Actor, system_actor
from accounts.agencies.models import Agency
from accounts.context import acting
from accounts.jobs.declaring import Every, job
from casework.files.services import check_waiting_files


@job("casework.check_files", "Checking waiting files for viruses", every=Every.HOUR, whole=False)
def check_files(actor: Actor) -> None:
    """Ask again about every agency's waiting files, in each agency's own name."""
    for agency_id in Agency.objects.filter(partnerships=actor.partnership_id).values_list("pk", flat=True):
        checker = system_actor("files", actor.partnership_id, agency_id)
        with acting(checker):
            check_waiting_files(actor=checker)
