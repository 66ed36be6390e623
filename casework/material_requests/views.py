"""Pages of requests for what others hold about a victim."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import MATERIAL_REQUESTED
from casework.answering import FormPage, answer
from casework.cases.policies import require_work
from casework.cases.selectors import open_case, victim_case
from casework.material_requests.forms import RequestForm
from casework.material_requests.selectors import requests
from casework.material_requests.services import record_request

REQUEST: Final = FormPage(
    title="A request for what others hold", done="The request is written down.", back="casework:material-requests",
    again="Save again to write this down as a second request.",
)  # fmt: skip


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

    def save() -> None:
        said, asked = form.cleaned_data, form.asked()
        record_request(actor=request.actor, case=case, request_id=said["id"], asked_on=said["asked_on"], asked=asked)

    return answer(request, opened, form, save, REQUEST)
