"""The first page of whoever works cases, and for others a page that says where their work is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from casework.my_day.forms import GoToCaseForm
from casework.my_day.selectors import my_day


@require_GET
def day(request: SignedInRequest) -> HttpResponse:
    """What must be done now: overdue, due today, due soon, and what one's cases lack; or on to a case."""
    form = GoToCaseForm(request.GET if "reference" in request.GET else None)
    if form.is_valid():
        return redirect("casework:case", reference=form.cleaned_data["reference"])
    return render(request, "casework/my_day.html", {"day": my_day(request.actor), "form": form})
