"""Asking whether other agencies know somebody: from what was typed to find them, or from their record."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from multiagency.known_to.forms import KnownToForm, PurposeForm
from multiagency.known_to.policies import require_ask
from multiagency.known_to.selectors import check_details, check_person, person_to_check


@require_http_methods(["GET", "POST"])
def known_to(request: SignedInRequest) -> HttpResponse:
    """Ask about somebody who is typed in; what was typed to find them is taken along, and travels in the body."""
    require_ask(request.actor)
    form = KnownToForm(request.POST) if "purpose" in request.POST else KnownToForm(initial=request.POST.dict())
    checked = None
    if form.is_valid():
        checked = check_details(request.actor, form.details(), form.cleaned_data["purpose"])
    return render(request, "multiagency/known_to.html", {"form": form, "checked": checked})


@require_http_methods(["GET", "POST"])
def known_to_person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Ask about somebody on record."""
    known = person_to_check(request.actor, person_id)
    form, checked = PurposeForm(request.POST or None), None
    if known.may_be_asked and form.is_valid():
        checked = check_person(request.actor, known, form.cleaned_data["purpose"])
    return render(request, "multiagency/known_to_person.html", {"known": known, "form": form, "checked": checked})
