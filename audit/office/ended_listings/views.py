"""The page of places on cohorts that ended."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest, id_asked_for
from audit.office.ended_listings.selectors import ended_listings


@require_GET
def ended(request: SignedInRequest) -> HttpResponse:
    """Which places ended, and why, by reference alone."""
    page = ended_listings(request.actor, id_asked_for(request, "before"))
    return render(request, "office/ended_listings.html", {"page": page})
