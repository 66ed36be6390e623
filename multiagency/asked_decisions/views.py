"""What is asked about sharing: a queue by role, and one question with its answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.refusals import ChangedMeanwhile
from multiagency.asked_decisions.forms import answer_form
from multiagency.asked_decisions.policies import require_answer
from multiagency.asked_decisions.selectors import open_ask, queue
from multiagency.asked_decisions.services import answer


@require_GET
def decisions(request: SignedInRequest) -> HttpResponse:
    """What waits for the reader's decision, what was decided, and what they asked."""
    return render(request, "multiagency/decisions.html", {"queue": queue(request.actor)})


@require_http_methods(["GET", "POST"])
def decision(request: SignedInRequest, ask_id: UUID) -> HttpResponse:
    """One question: what it is, why it should go, what stands in the way; and the answer, by whoever decides."""
    page = open_ask(request.actor, ask_id)
    form = answer_form(page.row.decider)(request.POST or None)
    if request.method == "POST":
        require_answer(request.actor, page.row)
        if form.is_valid():
            try:
                answer(actor=request.actor, ask=page.row, said=form.said())
                messages.success(request, "Your decision is kept, and whoever asked is told.")
            except ChangedMeanwhile:
                messages.error(request, "Somebody decided this in the meantime. Nothing was changed.")
            return redirect("multiagency:decisions")
    return render(request, "multiagency/decision.html", {"page": page, "form": form})
