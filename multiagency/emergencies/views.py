"""Sharing in an emergency, and the pages of its review."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.drafts.keeping import let_go, take_up
from casework.items.selectors import items_to_choose
from casework.openings.models import Outcome
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import DISCLOSED
from multiagency.disclosures.preview import preview
from multiagency.disclosures.selectors import recipients
from multiagency.emergencies.forms import EmergencyForm, ReviewForm
from multiagency.emergencies.policies import require_review
from multiagency.emergencies.selectors import emergencies, open_emergency
from multiagency.emergencies.services import review_emergency, share_at_once


@require_http_methods(["GET", "POST"])
def share(request: SignedInRequest, reference: str) -> HttpResponse:
    """Share in an emergency: one page, one person; what does not go is shown with why."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, DISCLOSED, opened.case)
    form = EmergencyForm(
        request.POST or None, items=items_to_choose(actor, opened), people=recipients(actor),
        agencies=agencies_here(actor).exclude(pk=actor.agency_id),
    )  # fmt: skip
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            done = share_at_once(actor=actor, opened=opened, picked=form.picked(actor.principal))
        except (AlreadySent, ChangedMeanwhile):
            form.ask_again("Look at what was shared of this case before you share again.")
        else:
            let_go(request)
            page = {"opened": opened, "sent": done.sent.disclosure, "answer": preview(done.weighed, opened.case)}
            return render(request, "multiagency/emergency_shared.html", page)
    return render(request, "multiagency/emergency.html", {"opened": opened, "form": form})


@require_GET
def reviews(request: SignedInRequest) -> HttpResponse:
    """What the agency shared in an emergency, those not reviewed first."""
    page = {"rows": emergencies(request.actor), "today": timezone.localdate()}
    return render(request, "multiagency/emergency_reviews.html", page)


@require_http_methods(["GET", "POST"])
def review(request: SignedInRequest, disclosure_id: UUID) -> HttpResponse:
    """Why it could not wait, what was decided about each thing, and the review."""
    page = open_emergency(request.actor, disclosure_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST":
        require_review(request.actor, page.row)
        if form.is_valid():
            said = form.cleaned_data
            try:
                review_emergency(
                    actor=request.actor, shared=page.row, outcome=Outcome(said["outcome"]), words=said["words"]
                )
                messages.success(request, "The review is saved.")
            except ChangedMeanwhile:
                messages.error(request, "Somebody reviewed this in the meantime. Nothing was changed.")
            return redirect("multiagency:emergency-reviews")
    return render(request, "multiagency/emergency_review.html", {"page": page, "form": form})
