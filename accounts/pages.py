"""What every page shows about who is signed in, from what the request has read already."""

from django.conf import settings
from django.http import HttpRequest

MARKING = "OFFICIAL-SENSITIVE"


def signed_in(request: HttpRequest) -> dict[str, object]:
    """Names of partnership and agency, whether the audit pages are theirs, and the handling marking.

    Empty names until both factors are given.
    """
    actor = getattr(request, "actor", None)
    who = request.user if actor is not None else None
    return {
        "partnership_name": who.partnership.name if who else "",
        "agency_name": who.agency.name if who else "",
        "may_audit": bool(actor and actor.oversight),
        "DEMO": settings.DEMO,
        "marking": MARKING,
    }
