"""Logging an intervention."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import INTERVENTION_LOGGED
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.interventions.forms import LogInterventionForm
from casework.interventions.services import AlreadyLogged, log_intervention


@require_http_methods(["GET", "POST"])
@keeps_draft
def log(request: SignedInRequest, reference: str) -> HttpResponse:
    """Log an intervention on a case; sent twice, it is logged once."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, INTERVENTION_LOGGED, opened.case)
    form = LogInterventionForm(request.POST or None)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            log_intervention(actor=request.actor, case=opened.case, entry=form.entry())
        except AlreadyLogged:
            form.ask_again("Save again to log what is typed here as a second entry.")
        else:
            messages.success(request, "Logged on the timeline.")
            return redirect("casework:case", reference=reference)
    return render(request, "casework/intervention_log.html", {"opened": opened, "form": form})
