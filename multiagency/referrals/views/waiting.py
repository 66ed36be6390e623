"""The page of how long referrals wait."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from multiagency.referrals.selectors.waiting import waits_of


@require_GET
def waits(request: SignedInRequest) -> HttpResponse:
    """How long referrals wait at the reader's agency, by team and by state."""
    return render(request, "multiagency/referral_waits.html", {"waits": waits_of(request.actor)})
