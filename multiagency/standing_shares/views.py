"""Pages of standing shares: who sees what of a case, sharing with an agency, ending it, and what has stopped."""

from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from casework.acts import CASE_SHARE_ENDED, CASE_SHARED
from casework.answering import FormPage, form_page, saved
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.categories import Category
from casework.drafts.keeping import keeps_draft, take_up
from casework.refusals import ChangedMeanwhile
from multiagency.asked_decisions.models import Decider
from multiagency.sharing.decide import Outcome
from multiagency.sharing.sending import FactsChanged
from multiagency.sharing.weighing import fingerprint
from multiagency.standing_shares.forms import AskShareForm, EndForm, ShareForm
from multiagency.standing_shares.selectors import may_share, sharing_of, stopped_with_us
from multiagency.standing_shares.services import ask_second, end_standing, preview, share_standing

SHARING: Final = FormPage(
    title="Add a standing share", button="See what would be decided", template="multiagency/share_new.html",
    done="What is allowed is shared. What is not stays as it was, and why is on the page.", back="multiagency:sharing",
)  # fmt: skip
PUT: Final = "It is put to a second authoriser. You are told when it is decided; then share it again."
NOTHING_HELD: Final = (
    "Nothing is held back that a second authoriser decides any more. Look again at what may be shared."
)
CHANGED: Final = "Something has changed since you saw this. Here is what would be decided now."


@require_GET
def sharing(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who sees which category of a case, until when and why."""
    opened = open_case(request.actor, reference)
    page = {
        "opened": opened, "page": sharing_of(request.actor, opened), "may_share": may_share(request.actor, opened),
        "mine": opened.case.owner_id == request.actor.agency_id,
    }  # fmt: skip
    return render(request, "multiagency/sharing.html", page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def share(request: SignedInRequest, reference: str) -> HttpResponse:
    """Share categories with an agency: first what would be decided about each, then, sent again, sharing it."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, CASE_SHARED, opened.case)
    agencies = agencies_here(actor).exclude(pk=opened.case.owner_id)
    if "decider" in request.POST:
        return _put_to_second(request, opened, AskShareForm(request.POST, agencies=agencies))
    form = ShareForm(request.POST or None, agencies=agencies, initial=request.GET.dict())
    take_up(request, form, opened.case.pk)
    if not form.is_valid():
        return form_page(request, opened, form, SHARING)
    wanted = form.wanted()
    if "share" in request.POST:
        try:
            share_standing(actor=actor, opened=opened, wanted=wanted, seen=form.cleaned_data["seen"])
        except FactsChanged:
            form.add_error(None, CHANGED)
        else:
            return saved(request, opened, SHARING)
    weighed = preview(actor, opened, wanted)
    form.put(seen=fingerprint(weighed))
    more = {
        "weighed": weighed, "wanted": wanted, "any_allowed": any(one.decided.allowed for one in weighed),
        "may_ask": any(one.decided.outcome is Outcome.BLOCK_OVERRIDABLE for one in weighed),
    }  # fmt: skip
    return form_page(request, opened, form, replace(SHARING, more=more))


def _put_to_second(request: SignedInRequest, opened: OpenedCase, form: AskShareForm) -> HttpResponse:
    """Ask a second authoriser about what only an override lets be shared: first why, then the question is put."""
    if "put" in request.POST and form.is_valid():
        try:
            ask_second(actor=request.actor, opened=opened, wanted=form.wanted(), reasons=form.reasons())
        except ChangedMeanwhile:
            messages.error(request, NOTHING_HELD)
        else:
            messages.success(request, PUT)
        return redirect("multiagency:share-new", reference=opened.case.reference)
    if "put" not in request.POST:
        form.fill_in(request.POST.copy())
    page = {"opened": opened, "form": form, "decider": Decider.SECOND}
    return render(request, "multiagency/share_ask.html", page)


@require_POST
def end(request: SignedInRequest, reference: str) -> HttpResponse:
    """End what an agency sees of one category."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, CASE_SHARE_ENDED, opened.case)
    form = EndForm(request.POST, agencies=agencies_here(request.actor))
    if form.is_valid() and _ended(request, opened, form):
        messages.success(request, "It is shared no more. The other agency is told that something has stopped.")
    else:
        messages.error(request, "It was not shared any more. Nothing was changed.")
    return redirect("multiagency:sharing", reference=reference)


def _ended(request: SignedInRequest, opened: OpenedCase, form: EndForm) -> int:
    agency, category = form.cleaned_data["agency"], Category(form.cleaned_data["category"])
    return end_standing(actor=request.actor, opened=opened, agency=agency, category=category)


@require_GET
def stopped(request: SignedInRequest) -> HttpResponse:
    """What other agencies share with one's own no more, and why."""
    return render(request, "multiagency/shares_stopped.html", {"stopped": stopped_with_us(request.actor)})
