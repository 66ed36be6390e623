"""Pages to write down wishes, and whether somebody takes part."""

from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import AGREEMENT_RECORDED, WISHES_WRITTEN
from casework.answering import FormPage, answer
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.wishes.forms import AgreementForm, WishesForm
from casework.wishes.services import record_agreement, write_wishes

WISHES: Final = FormPage(
    title="Write down what they want", button="Save their words", done="Their wishes are written down.",
    back="casework:consent",
)  # fmt: skip
AGREEMENT: Final = FormPage(
    title="Do they take part?", button="Save their answer", done="Their answer is recorded.", back="casework:consent"
)


@require_http_methods(["GET", "POST"])
def wishes(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write down what the person wants."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, WISHES_WRITTEN, opened.case)
    form = WishesForm(request.POST or None)

    def save() -> None:
        write_wishes(actor=request.actor, case=opened.case, new=form.new())

    return answer(request, opened, form, save, WISHES)


@require_http_methods(["GET", "POST"])
def agreement(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record whether they take part in what is offered."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, AGREEMENT_RECORDED, opened.case)
    form = AgreementForm(request.POST or None)

    def save() -> None:
        record_agreement(actor=request.actor, case=opened.case, new=form.new())

    return answer(request, opened, form, save, AGREEMENT)
