"""Pages to read: the map of coverage, the register, and one agreement. Everybody of the partnership reads them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from multiagency.acts import AGREEMENT_READ
from multiagency.agreements.coverage import coverage
from multiagency.agreements.drawing import drawn
from multiagency.agreements.forms.finding import CoverageForm, DayForm, RegisterForm
from multiagency.agreements.page import read_page
from multiagency.agreements.policies import may_start
from multiagency.agreements.register import register
from multiagency.agreements.selectors import agreements_of, find_agreement


@require_GET
def agreements(request: SignedInRequest) -> HttpResponse:
    """Who may send what to whom, and where the gaps are."""
    form = CoverageForm(request.GET)
    found = coverage(agencies_here(request.actor), agreements_of(request.actor), timezone.now(), **form.chosen())
    pair = found.between(request.GET.get("from", ""), request.GET.get("to", ""))
    page = {"list_form": form, "coverage": found, "drawing": drawn(found), "pair": pair}
    return render(request, "multiagency/agreements.html", page)


@require_GET
def agreement_register(request: SignedInRequest) -> HttpResponse:
    """Every agreement with its state, owner, parties and review."""
    form = RegisterForm(request.GET, agencies=agencies_here(request.actor))
    rows = register(agreements_of(request.actor), timezone.now(), **form.chosen())
    page = {"list_form": form, "rows": rows, "may_start": may_start(request.actor)}
    return render(request, "multiagency/agreement_register.html", page)


@require_GET
def agreement(request: SignedInRequest, agreement: str) -> HttpResponse:
    """One agreement: a version of it, how it stands or stood on a day, and what the reader may do."""
    form = DayForm(request.GET)
    number = request.GET.get("version", "")
    found = find_agreement(request.actor, agreement, AGREEMENT_READ)
    version = int(number) if number.isascii() and number.isdecimal() and len(number) <= 5 else None  # noqa: PLR2004
    page = read_page(request.actor, found, version, form.chosen())
    return render(request, "multiagency/agreement.html", {"page": page, "day_form": form})
