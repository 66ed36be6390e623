"""Pages of cases: the lists, changing one, and who has it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from casework.acts import CASE_CHANGED, CASE_MEMBER_ADDED, CASE_MEMBER_REMOVED
from casework.cases.emergencies import broken_by
from casework.cases.forms import AddMemberForm, CaseFilterForm, ChangeCaseForm, RemoveMemberForm
from casework.cases.merging import differences, fingerprint, merged, same
from casework.cases.models import State
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, first_scope, list_cases, members_of, open_case
from casework.cases.services import StillNeeded, add_to_case, change_case, remove_from_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.refusals import ChangedMeanwhile


@require_GET
def my_cases(request: SignedInRequest) -> HttpResponse:
    """The cases that the reader works, most urgent first."""
    form = CaseFilterForm(request.GET or {"scope": first_scope(request.actor)})
    filters = form.filters()
    page = list_cases(request.actor, filters, request.GET.get("after", ""))
    return render(request, "casework/case_list.html", {"list_form": form, "filters": filters, "page": page})


@require_http_methods(["GET", "POST"])
@keeps_draft
def change(request: SignedInRequest, reference: str) -> HttpResponse:
    """Change a case; where somebody saved in between, show both and let the second choose."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, CASE_CHANGED, opened.case)
    if opened.case.state == State.CLOSED:
        messages.info(request, "This case is closed. Open it again before you change it.")
        return redirect("casework:case", reference=reference)
    now = _now(opened)
    sealed = bool(opened.reason.shut or opened.warning.shut)
    sent = merged(request.POST.dict(), now) if request.method == "POST" else None
    form = ChangeCaseForm(sent, initial={**now, "version": opened.case.version}, sealed=sealed)
    take_up(request, form, opened.case.pk)
    if not form.is_valid():
        return _change_page(request, opened, form)
    if form.cleaned_data["version"] != opened.case.version:
        return _conflict_page(request, opened, form)
    if all(same(form.cleaned_data.get(name), value) for name, value in now.items() if name in form.fields):
        messages.info(request, "Nothing was changed, so nothing was saved.")
        return redirect("casework:case", reference=reference)
    try:
        change_case(
            actor=request.actor, case=opened.case, version=form.cleaned_data["version"], changes=form.changes(now)
        )
    except ChangedMeanwhile:
        return _conflict_page(request, open_case(request.actor, reference), form)
    messages.success(request, "The case is saved.")
    return redirect("casework:case", reference=reference)


@require_http_methods(["GET", "POST"])
def access(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who has the case, and giving it to a colleague or a team."""
    opened = open_case(request.actor, reference)
    if request.method == "POST":
        require_work(request.actor, CASE_MEMBER_ADDED, opened.case)
    form = AddMemberForm(request.POST or None, actor=request.actor)
    if form.is_valid():
        said = form.cleaned_data
        add_to_case(actor=request.actor, case=opened.case, user=said["user"], team=said["team"])
        messages.success(request, "They have the case from now on.")
        return _back_to_access(reference)
    page = {
        "opened": opened,
        "form": form,
        "members": members_of(opened),
        "broken": broken_by(opened.case) if opened.may_work else [],
    }
    return render(request, "casework/case_access.html", page)


@require_POST
def remove_access(request: SignedInRequest, reference: str) -> HttpResponse:
    """Take the case away from a colleague or a team."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, CASE_MEMBER_REMOVED, opened.case)
    form = RemoveMemberForm(request.POST, members=members_of(opened))
    if form.is_valid():
        said = form.cleaned_data
        try:
            remove_from_case(actor=request.actor, case=opened.case, user=said["user"], team=said["team"])
            messages.success(request, "They no longer have the case.")
        except StillNeeded as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, "They did not have the case any more. Nothing was changed.")
    return _back_to_access(reference)


def _back_to_access(reference: str) -> HttpResponseRedirect:
    return redirect("casework:case-access", reference=reference)


def _now(opened: OpenedCase) -> dict[str, object]:
    case = opened.case
    return {
        "state": case.state, "priority": case.priority, "next_due": case.next_due,
        "reason": opened.reason.text, "warning": opened.warning.text,
    }  # fmt: skip


def _change_page(request: SignedInRequest, opened: OpenedCase, form: ChangeCaseForm) -> HttpResponse:
    seen = {name: fingerprint(value) for name, value in _now(opened).items()}
    seen |= {name: form.data[f"seen_{name}"] for name in seen if f"seen_{name}" in form.data}
    return render(request, "casework/case_change.html", {"opened": opened, "form": form, "seen": seen})


def _conflict_page(request: SignedInRequest, opened: OpenedCase, form: ChangeCaseForm) -> HttpResponse:
    page = {
        "opened": opened,
        "differences": differences(form, _now(opened), request.POST.dict()),
        "typed": {name: form.data.get(name, "") for name in form.fields if name != "version"},
        "version": opened.case.version,
        "draft": form.draft,
    }
    return render(request, "casework/case_conflict.html", page, status=409)
