"""The page on which agreed flows are laid beside actual ones."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from multiagency.flows.forms import FlowsForm
from multiagency.flows.quarters import shown
from multiagency.flows.selectors import flows_of
from multiagency.information_asks.selectors import sees_refusals


@require_GET
def flows(request: SignedInRequest) -> HttpResponse:
    """What was agreed and what went in a quarter, with what is found."""
    form = FlowsForm(request.GET, quarters=shown(timezone.localdate()), agencies=agencies_here(request.actor))
    found = flows_of(request.actor, form.chosen())
    page = {
        "list_form": form, "flows": found, "rows": [row for row in found.rows if form.shows(row)],
        "sees_refusals": sees_refusals(request.actor),
    }  # fmt: skip
    return render(request, "multiagency/flows.html", page)
