"""Pages of cases that need another lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.leavers.forms import LeadForm
from casework.leavers.selectors import list_without_lead, one_without_lead
from casework.leavers.services import name_lead


@require_GET
def without_lead(request: SignedInRequest) -> HttpResponse:
    """The cases whose lead has left, or may see them no longer."""
    return render(request, "casework/leads.html", {"cases": list_without_lead(request.actor)})


@require_http_methods(["GET", "POST"])
def lead(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say who leads such a case from now on."""
    case = one_without_lead(request.actor, reference)
    form = LeadForm(request.POST or None, actor=request.actor, case=case)
    if form.is_valid():
        name_lead(actor=request.actor, reference=reference, lead=form.cleaned_data["lead"])
        messages.success(request, f"{case.reference} has a new lead, who has the case from now on.")
        return redirect("casework:leads")
    return render(request, "casework/lead.html", {"case": case, "form": form})
