"""Declaring that one knows somebody on a case, and looking after the conflicts of an agency's staff."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.context import record_denial
from accounts.denials import NotKnown
from accounts.requests import SignedInRequest
from casework.cases.selectors import open_case
from casework.conflicts.models import Kind
from casework.conflicts.services import declare_conflict, lift_conflict
from casework.declaring.forms import DeclareForColleagueForm, DeclareForm
from casework.declaring.selectors import conflicts_of_agency, find_conflict, person_of_case
from casework.drafts.keeping import keeps_draft, take_up


@require_http_methods(["GET", "POST"])
@keeps_draft
def declare(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say that one knows the person of a case, and lose sight of every case of theirs."""
    opened = open_case(request.actor, reference)
    form = DeclareForm(request.POST or None)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        said = form.cleaned_data
        declare_conflict(
            actor=request.actor, person=opened.case.person, user=request.user, kind=Kind(said["kind"]),
            words=said["words"],
        )  # fmt: skip
        messages.success(
            request,
            "Thank you. You no longer see the cases of this person. If this was a mistake, ask a team manager or the "
            "information-governance officer of your agency.",
        )
        return redirect("casework:my-day")
    return render(request, "casework/conflict_declare.html", {"opened": opened, "form": form})


@require_http_methods(["GET", "POST"])
@keeps_draft
def conflicts(request: SignedInRequest) -> HttpResponse:
    """Who of the agency is in conflict with whom; declare it for a colleague."""
    form = DeclareForColleagueForm(request.POST or None, actor=request.actor)
    take_up(request, form)
    if form.is_valid() and _declared_for_colleague(request, form):
        messages.success(request, "From now on your colleague does not see the cases of this person.")
        return redirect("casework:conflicts")
    page = {"lines": conflicts_of_agency(request.actor), "form": form}
    return render(request, "casework/conflicts.html", page)


@require_POST
def lift(request: SignedInRequest, conflict_id: UUID) -> HttpResponse:
    """Let a colleague see again what the conflict hid."""
    lift_conflict(actor=request.actor, conflict=find_conflict(request.actor, conflict_id))
    messages.success(request, "The conflict of interest is lifted.")
    return redirect("casework:conflicts")


def _declared_for_colleague(request: SignedInRequest, form: DeclareForColleagueForm) -> bool:
    said = form.cleaned_data
    try:
        person = person_of_case(request.actor, said["reference"])
    except NotKnown as denied:
        record_denial(denied, request.actor)
        form.add_error("reference", "You oversee no case with this reference. Check it, or ask whoever gave it to you.")
        return False
    declare_conflict(
        actor=request.actor, person=person, user=said["user"], kind=Kind(said["kind"]), words=said["words"]
    )
    return True
