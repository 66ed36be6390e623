"""Find or add a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from casework.acts import CASE_STARTED, PEOPLE_SEARCHED
from casework.cases.forms import StartCaseForm
from casework.cases.policies import may_add, require_add
from casework.finding.forms import AddPersonForm, FindPersonForm
from casework.finding.selectors import find_people, open_person
from casework.finding.services import add_found_person, open_case_for


@require_http_methods(["GET", "POST"])
def find(request: SignedInRequest) -> HttpResponse:
    """Look for a person; what is typed travels in the body, never in the address."""
    require_add(request.actor, PEOPLE_SEARCHED)
    form = FindPersonForm(request.POST or None)
    candidates = find_people(request.actor, form.details()) if form.is_valid() else None
    return render(request, "casework/people_find.html", {"form": form, "candidates": candidates})


@require_POST
def add(request: SignedInRequest) -> HttpResponse:
    """Add the person who was looked for and not found."""
    form = AddPersonForm(request.POST)
    if not form.is_valid():
        return render(request, "casework/people_find.html", {"form": form, "candidates": None, "adding": True})
    person = add_found_person(actor=request.actor, details=form.details())
    return redirect("casework:person", person_id=person.pk)


@require_GET
def person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """One person, and the cases of theirs that the reader may see."""
    opened = open_person(request.actor, person_id)
    may_start = may_add(request.actor) and opened.person.owner_id == request.actor.agency_id
    return render(request, "casework/person.html", {"opened": opened, "may_start": may_start})


@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Open a case for a person the agency knows."""
    require_add(request.actor, CASE_STARTED)
    opened = open_person(request.actor, person_id)
    form = StartCaseForm(request.POST or None, actor=request.actor)
    if not form.is_valid():
        return render(request, "casework/case_start.html", {"opened": opened, "form": form})
    case = open_case_for(
        actor=request.actor, person=opened.person, case=form.new_case(), team=form.cleaned_data["team"]
    )
    messages.success(request, f"Case {case.reference} is open, and you lead it.")
    return redirect("casework:case", reference=case.reference)
