"""Pages of the partnership's agencies."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.acts import AGENCY_ADDED
from accounts.agencies.forms import AgencyForm
from accounts.agencies.models import AgencyType
from accounts.agencies.policies import may_add_agency, require_add_agency, require_agencies_read
from accounts.agencies.selectors import agencies_here
from accounts.agencies.services import add_agency
from accounts.requests import SignedInRequest
from accounts.stepup import require_step_up


@require_GET
def agencies(request: SignedInRequest) -> HttpResponse:
    """The agencies of the partnership."""
    require_agencies_read(request.actor)
    page = {"agencies": agencies_here(request.actor), "may_add": may_add_agency(request.actor)}
    return render(request, "staff/agencies.html", page)


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Add an agency, with a key of its own."""
    require_add_agency(request.actor)
    require_step_up(request.actor, AGENCY_ADDED)
    form = AgencyForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        agency = add_agency(
            actor=request.actor, code=said["code"], name=said["name"], type=AgencyType(said["type"]),
            liaison=said["liaison"],
        )  # fmt: skip
        messages.success(request, "The agency is added. Invite its administrator next.")
        return redirect("staff:agency", code=agency.code)
    return render(request, "staff/agency_add.html", {"form": form})
