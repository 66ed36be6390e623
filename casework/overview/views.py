"""The page that a case opens on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from casework.cases.selectors import open_case
from casework.overview.selectors import case_overview


@require_GET
def case(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who, why here, what is dangerous, what is next, and what happened last."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "overview": case_overview(request.actor, opened)}
    return render(request, "casework/case.html", page)
