"""Find or add a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from accounts.roles import Role
from casework.acts import CASE_STARTED, PEOPLE_SEARCHED, PERSON_ADDED
from casework.cases.forms import StartCaseForm
from casework.cases.policies import may_start, require_start
from casework.cases.services import start_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.finding.forms import AddPersonForm, FindPersonForm
from casework.finding.selectors import find_people, has_likely_duplicates, open_person
from casework.people.policies import require_add
from casework.people.services import add_person
from casework.refusals import AlreadySent
from vault.ids import uuid7


@require_http_methods(["GET", "POST"])
def find(request: SignedInRequest) -> HttpResponse:
    """Look for a person; what is typed travels in the body, never in the address."""
    require_add(request.actor, PEOPLE_SEARCHED)
    form = FindPersonForm(request.POST or None)
    found = find_people(request.actor, form.details()) if form.is_valid() else None
    page = {"form": form, "found": found, "new_id": uuid7(), "manages_team": request.actor.has(Role.TEAM_MANAGER)}
    return render(request, "casework/people_find.html", page)


@require_POST
def add(request: SignedInRequest) -> HttpResponse:
    """Add the person who was looked for and not found; whoever likely is the same is shown first."""
    require_add(request.actor, PERSON_ADDED)
    form = AddPersonForm(request.POST)
    found = None
    if form.is_valid():
        person_id, details = form.cleaned_data["id"], form.details()
        if "anyway" in request.POST or not has_likely_duplicates(request.actor, details, besides=person_id):
            try:
                added = add_person(actor=request.actor, details=details, person_id=person_id)
                return redirect("casework:person", person_id=added.pk)
            except AlreadySent:
                form.ask_again("Add again to add who is typed here as a second person.")
        else:
            found = find_people(request.actor, details)
    page = {"form": form, "found": found, "adding": True}
    return render(request, "casework/people_find.html", page)


@require_GET
def person(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """One person, and the cases of theirs that the reader may see."""
    opened = open_person(request.actor, person_id)
    return render(
        request, "casework/person.html", {"opened": opened, "may_start": may_start(request.actor, opened.person)}
    )


@require_http_methods(["GET", "POST"])
@keeps_draft
def start(request: SignedInRequest, person_id: UUID) -> HttpResponse:
    """Open a case for a person the agency knows."""
    require_add(request.actor, CASE_STARTED)
    opened = open_person(request.actor, person_id)
    require_start(request.actor, opened.person)
    form = StartCaseForm(request.POST or None, actor=request.actor)
    take_up(request, form)
    if form.is_valid():
        try:
            case = start_case(
                actor=request.actor, person=opened.person, case=form.new_case(), lead=request.user,
                team=form.cleaned_data["team"],
            )  # fmt: skip
        except AlreadySent:
            form.ask_again("Open it again to open what is typed here as a second case.")
        else:
            messages.success(request, f"Case {case.reference} is open, and you lead it.")
            return redirect("casework:case", reference=case.reference)
    return render(request, "casework/case_start.html", {"opened": opened, "form": form})
