"""The page on which a case is closed, and on which a closed one is opened again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import CASE_CLOSED
from casework.cases.models import Role, State
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.closing.forms import CloseForm, ReopenForm
from casework.closing.kept_open import KeptOpen
from casework.closing.selectors import ending
from casework.closing.services import close_case, reopen_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.listings.selectors import summary
from casework.prompts.selectors import prompts_of
from casework.refusals import ChangedMeanwhile
from vault.ids import uuid7


@require_http_methods(["GET", "POST"])
@keeps_draft
def close(request: SignedInRequest, reference: str) -> HttpResponse:
    """Close an open case, or open a closed one again; sent twice, it is done once."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, CASE_CLOSED, opened.case)
    reopening = request.POST.get("turn") == "REOPENED" if request.POST else opened.case.state == State.CLOSED
    return _reopen(request, opened) if reopening else _close(request, opened)


def _close(request: SignedInRequest, opened: OpenedCase) -> HttpResponse:
    initial = {"version": opened.case.version}
    form = CloseForm(request.POST or None, role=Role(opened.case.role), initial=initial)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            close_case(actor=request.actor, case=opened.case, closing=form.closing())
        except ChangedMeanwhile:
            _look_again(form, opened)
        except KeptOpen as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The case is closed. It stands in no list of open cases any more.")
            return redirect("casework:case", reference=opened.case.reference)
    page = {
        "opened": opened, "form": form, "prompts": prompts_of([opened.case.pk]).get(opened.case.pk, ()),
        "places": summary(request.actor, opened) if opened.case.role == Role.OFFENDER else (),
    }  # fmt: skip
    return render(request, "casework/case_close.html", page)


def _reopen(request: SignedInRequest, opened: OpenedCase) -> HttpResponse:
    form = ReopenForm(request.POST or None, initial={"version": opened.case.version})
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            reopen_case(actor=request.actor, case=opened.case, reopening=form.reopening())
        except ChangedMeanwhile:
            _look_again(form, opened)
        else:
            messages.success(request, "The case is open again. Set its priority and when it is due next.")
            return redirect("casework:case-change", reference=opened.case.reference)
    page = {"opened": opened, "form": form, "ending": ending(request.actor, opened)}
    return render(request, "casework/case_reopen.html", page)


def _look_again(form: CloseForm | ReopenForm, opened: OpenedCase) -> None:
    """Say that the case is not as it was when the form was shown, and leave what was typed, ready to be sent again."""
    form.put(id=uuid7(), version=opened.case.version)
    form.add_error(
        None,
        "This case was changed since you opened this page, by somebody else or by this form in another window, so what "
        f"you typed is not saved. The case is now {opened.case.get_state_display().lower()}. Look at it in another "
        "window; then save again, or copy what you typed.",
    )
