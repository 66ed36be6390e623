"""Pages of liaison officers: who they are, where one is missing, and naming one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from multiagency.acts import LIAISON_NAMED
from multiagency.agreements.answering import AgreementForm, answer
from multiagency.agreements.policies import may_name_signatories, require_name_signatories
from multiagency.agreements.selectors import agency_of, require_own_agency
from multiagency.liaison.forms import LiaisonForm
from multiagency.liaison.selectors import desks_here
from multiagency.liaison.services import name_liaison


@require_GET
def liaison(request: SignedInRequest) -> HttpResponse:
    """The liaison officer and the deputy of every agency, and the vacancies."""
    page = {
        "desks": desks_here(request.actor), "own": agency_of(request.actor),
        "may_name": may_name_signatories(request.actor),
    }  # fmt: skip
    return render(request, "multiagency/liaison.html", page)


@require_http_methods(["GET", "POST"])
def liaison_name(request: SignedInRequest, code: str) -> HttpResponse:
    """Name the liaison officer or the deputy of one's own agency."""
    require_name_signatories(request.actor, LIAISON_NAMED)
    require_own_agency(request.actor, code)
    form = LiaisonForm(request.POST or None, actor=request.actor)
    page = AgreementForm(
        title="Name a liaison officer or a deputy", button="Name them", back=reverse("multiagency:liaison"),
        done="They are named. Every agency of the partnership can read it.",
        words="Whoever held the place holds it no more. Other agencies ask these two about what is sealed or agreed.",
    )  # fmt: skip

    def save() -> None:
        name_liaison(actor=request.actor, new=form.naming())

    return answer(request, form, save, page)
