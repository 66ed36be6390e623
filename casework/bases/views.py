"""The page of the lawful basis of a case."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import BASIS_CHOSEN
from casework.answering import FormPage, answer
from casework.bases.forms import BasisForm
from casework.bases.policies import is_public_authority
from casework.bases.selectors import bases_of
from casework.bases.services import choose_basis
from casework.cases.policies import require_work
from casework.cases.selectors import open_case


@require_http_methods(["GET", "POST"])
def basis(request: SignedInRequest, reference: str) -> HttpResponse:
    """Which basis is relied on for what, and choosing another."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, BASIS_CHOSEN, opened.case)
    form = BasisForm(request.POST or None, actor=actor, initial={"purpose": opened.case.purpose})
    page = FormPage(
        title="Lawful basis", button="Record the basis", template="casework/basis.html", done="The basis is recorded.",
        back="casework:basis", more={"bases": bases_of(actor, opened), "warn": is_public_authority(opened.case)},
    )  # fmt: skip
    return answer(request, opened, form, lambda: choose_basis(actor=actor, opened=opened, new=form.new()), page)
