"""Pages of requests for what others hold about a victim."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import MATERIAL_REQUESTED
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.material_requests.forms import RequestForm
from casework.material_requests.selectors import requests
from casework.material_requests.services import record_request
from casework.once import AlreadySent
from casework.victims.selectors import victim_case


@require_GET
def every(request: SignedInRequest, reference: str) -> HttpResponse:
    """What the police asked for, on which grounds, and what was answered."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "requests": requests(request.actor, opened)}
    return render(request, "casework/material_requests.html", page)


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write a request down; sent twice, it is written once."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_work(request.actor, MATERIAL_REQUESTED, case)
    form = RequestForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            record_request(
                actor=request.actor, case=case, request_id=said["id"], asked_on=said["asked_on"], asked=form.asked()
            )
        except AlreadySent:
            form.ask_again("Save again to write this down as a second request.")
        else:
            messages.success(request, "The request is written down.")
            return redirect("casework:material-requests", reference=reference)
    page = {"opened": opened, "form": form, "title": "A request for what others hold", "button": "Save"}
    return render(request, "casework/case_form.html", page)
