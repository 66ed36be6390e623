"""The pages of break-glass in the office."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from audit.office.break_glass.forms import ReviewForm
from audit.office.break_glass.policies import require_review
from audit.office.break_glass.selectors import break_glass_list, open_break_glass
from audit.office.break_glass.services import AlreadyReviewed, review_break_glass
from casework.openings.models import Outcome


@require_GET
def every(request: SignedInRequest) -> HttpResponse:
    """Every break-glass that concerns the agency, those not reviewed first."""
    page = {"lines": break_glass_list(request.actor), "now": timezone.now()}
    return render(request, "office/break_glass_list.html", page)


@require_http_methods(["GET", "POST"])
def one(request: SignedInRequest, break_glass_id: UUID) -> HttpResponse:
    """Who, when, why, what was opened, and the review."""
    page = open_break_glass(request.actor, break_glass_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST":
        require_review(request.actor, page.opened)
        if form.is_valid():
            said = form.cleaned_data
            try:
                review_break_glass(
                    actor=request.actor, opened=page.opened, outcome=Outcome(said["outcome"]), words=said["words"]
                )
                messages.success(request, "The review is saved.")
            except AlreadyReviewed:
                messages.error(request, "Somebody reviewed this in the meantime. Nothing was changed.")
            return redirect("office:break-glass-list")
    return render(request, "office/break_glass.html", {"page": page, "form": form, "now": timezone.now()})
