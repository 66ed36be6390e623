"""Who may know of an import of cases: the team manager who sent it, and for the command's any team manager."""

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from casework.bringing_in.policies import may_bring_in
from casework.case_import.models import CaseImport


def visible_imports(actor: Actor) -> QuerySet[CaseImport]:
    """Imports of the actor's agency that they sent themselves, or that the command was given.

    A colleague's is not theirs to know: it may name people whose cases are restricted.
    """
    if not may_bring_in(actor):
        return CaseImport.objects.none()
    theirs = Q(uploaded_by_id=actor.principal) | Q(uploaded_by=None)
    return CaseImport.objects.filter(theirs, owner_id=actor.agency_id, partnership_id=actor.partnership_id)
