"""Pages to write down wishes, and whether somebody takes part."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import AGREEMENT_RECORDED, WISHES_WRITTEN
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.once import AlreadySent
from casework.wishes.forms import AgreementForm, WishesForm
from casework.wishes.services import record_agreement, write_wishes


@require_http_methods(["GET", "POST"])
@keeps_draft
def wishes(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write down what the person wants."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, WISHES_WRITTEN, opened.case)
    form = WishesForm(request.POST or None)
    take_up(request, form, opened.case.pk)
    if request.method == "POST" and form.is_valid():
        try:
            write_wishes(actor=request.actor, case=opened.case, new=form.new())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except AlreadySent:
            form.ask_again("Check what you wrote, and save it again if it is to be added.")
        else:
            messages.success(request, "Their wishes are written down.")
            return redirect("casework:consent", reference=reference)
    return render(request, "casework/wishes_write.html", {"opened": opened, "form": form})


@require_http_methods(["GET", "POST"])
def agreement(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record whether they take part in what is offered."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, AGREEMENT_RECORDED, opened.case)
    form = AgreementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_agreement(actor=request.actor, case=opened.case, new=form.new())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except AlreadySent:
            form.ask_again("Check what you wrote, and save it again if it is to be added.")
        else:
            messages.success(request, "Their answer is recorded.")
            return redirect("casework:consent", reference=reference)
    return render(request, "casework/agreement_record.html", {"opened": opened, "form": form})
