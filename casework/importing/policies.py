"""Who may know of a file of people: whoever sent it, and for files of the command whoever may add people."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from casework.importing.models import ImportedFile
from casework.people.policies import may_add


def visible_files(actor: Actor) -> QuerySet[ImportedFile]:
    """Files of the actor's agency that they sent themselves, or that the command was given.

    A colleague's file is not theirs to know: it may name people whose cases are restricted.
    """
    if not may_add(actor):
        return ImportedFile.objects.none()
    theirs = Q(uploaded_by_id=actor.principal) | Q(uploaded_by=None)
    return ImportedFile.objects.filter(theirs, owner_id=actor.agency_id)
