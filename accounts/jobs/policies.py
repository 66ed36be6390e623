"""Who may see the work that goes on beside the pages, and deal with what failed."""

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.jobs.models import Job
from accounts.roles import Role


def may_oversee_work(actor: Actor) -> bool:
    """Administrators of an agency or of the partnership; the page shows them ids and times, nothing of a case."""
    return actor.has(Role.PARTNERSHIP_ADMINISTRATOR) or actor.has(Role.AGENCY_ADMINISTRATOR)


def visible_jobs(actor: Actor) -> QuerySet[Job]:
    """The whole partnership's work for its administrator, work asked for in the agency for the agency's."""
    jobs = Job.objects.filter(partnership_id=actor.partnership_id)
    if actor.has(Role.PARTNERSHIP_ADMINISTRATOR):
        return jobs
    return jobs.filter(agency_id=actor.agency_id) if may_oversee_work(actor) else jobs.none()
