"""The page of the lawful basis of a case."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import BASIS_CHOSEN
from casework.bases.forms import BasisForm
from casework.bases.policies import is_public_authority
from casework.bases.selectors import bases_of
from casework.bases.services import choose_basis
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.once import AlreadySent


@require_http_methods(["GET", "POST"])
@keeps_draft
def basis(request: SignedInRequest, reference: str) -> HttpResponse:
    """Which basis is relied on for what, and choosing another."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, BASIS_CHOSEN, opened.case)
    form = BasisForm(request.POST or None, actor=actor, initial={"purpose": opened.case.purpose})
    take_up(request, form, opened.case.pk)
    if request.method == "POST" and form.is_valid():
        try:
            choose_basis(actor=actor, opened=opened, new=form.new())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except AlreadySent:
            form.ask_again("Check what you wrote, and save it again if it is to be added.")
        else:
            messages.success(request, "The basis is recorded.")
            return redirect("casework:basis", reference=reference)
    warn = is_public_authority(opened.case)
    page = {"opened": opened, "form": form, "bases": bases_of(actor, opened), "warn": warn}
    return render(request, "casework/basis.html", page)
