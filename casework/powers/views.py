"""Pages of powers: what was decided, a decision, and the check of support and witnesses."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import POWER_RECORDED, RESPONSE_CHECKED
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.inputs import OnceForm
from casework.once import AlreadySent
from casework.powers.forms import CheckForm, PowerForm
from casework.powers.selectors import powers
from casework.powers.services import check_response, record_power


@require_GET
def powers_page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Which powers were considered and why, whether support was offered and witnesses approached safely."""
    opened = open_case(request.actor, reference)
    return render(request, "casework/powers.html", {"opened": opened, "powers": powers(request.actor, opened)})


@require_http_methods(["GET", "POST"])
@keeps_draft
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record what was decided about a power."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, POWER_RECORDED, opened.case)
    form = PowerForm(request.POST or None)

    def save() -> None:
        record_power(actor=request.actor, case=opened.case, new=form.entry())

    return _answer(request, opened, form, save, "Record a power")


@require_http_methods(["GET", "POST"])
@keeps_draft
def check(request: SignedInRequest, reference: str) -> HttpResponse:
    """Check whether support was offered and witnesses were approached safely."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, RESPONSE_CHECKED, opened.case)
    form = CheckForm(request.POST or None)

    def save() -> None:
        check_response(actor=request.actor, case=opened.case, new=form.entry())

    return _answer(request, opened, form, save, "Check support and witnesses")


def _answer(
    request: SignedInRequest, opened: OpenedCase, form: OnceForm, save: Callable[[], None], title: str
) -> HttpResponse:
    """Save what was sent and lead back to the list; where it was sent before with other words the form says so."""
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            save()
        except AlreadySent:
            form.ask_again("Save again to add what is typed here as well.")
        else:
            messages.success(request, "Saved. What was recorded before stays below it.")
            return redirect("casework:powers", reference=opened.case.reference)
    return render(request, "casework/plan_form.html", {"opened": opened, "form": form, "title": title})
