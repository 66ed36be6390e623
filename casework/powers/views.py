"""Pages of powers: what was decided, a decision, and the check of support and witnesses."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import POWER_RECORDED, RESPONSE_CHECKED
from casework.answering import FormPage, answer
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.powers.forms import CheckForm, PowerForm
from casework.powers.selectors import powers
from casework.powers.services import check_response, record_power

DONE: Final = "Saved. What was recorded before stays below it."
POWER: Final = FormPage(title="Record a power", done=DONE, back="casework:powers")
CHECK: Final = FormPage(title="Check support and witnesses", done=DONE, back="casework:powers")


@require_GET
def powers_page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Which powers were considered and why, whether support was offered and witnesses approached safely."""
    opened = open_case(request.actor, reference)
    return render(request, "casework/powers.html", {"opened": opened, "powers": powers(request.actor, opened)})


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record what was decided about a power."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, POWER_RECORDED, opened.case)
    form = PowerForm(request.POST or None)

    def save() -> None:
        record_power(actor=request.actor, case=opened.case, new=form.entry())

    return answer(request, opened, form, save, POWER)


@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, reference: str) -> HttpResponse:
    """Check whether support was offered and witnesses were approached safely."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, RESPONSE_CHECKED, opened.case)
    form = CheckForm(request.POST or None)

    def save() -> None:
        check_response(actor=request.actor, case=opened.case, new=form.entry())

    return answer(request, opened, form, save, CHECK)
