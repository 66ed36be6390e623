"""What was sent and what was received, with notices about it; recalling it, and acknowledging that."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.drafts.keeping import let_go, take_up
from casework.refusals import ChangedMeanwhile
from multiagency.acts import DISCLOSURE_LOOKED_AT, RECALLED
from multiagency.disclosures.selectors import open_received, open_sent
from multiagency.recalls.forms import AcknowledgeForm, RecallForm
from multiagency.recalls.models import Done
from multiagency.recalls.selectors import every_copy, find_recall, notices, overtaken
from multiagency.recalls.services import acknowledge, recall
from multiagency.sharing.recipients import is_outside


@require_GET
def sent(request: SignedInRequest, reference: str, disclosure_id: UUID) -> HttpResponse:
    """What was sent, to whom, whether they opened it, and what they were told of it since."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, DISCLOSURE_LOOKED_AT, opened.case)
    page = open_sent(request.actor, opened, disclosure_id)
    return render(request, "multiagency/disclosure.html", {
        "opened": opened, "page": page, "notices": notices(request.actor, page.row),
        "overtaken": overtaken(request.actor, opened, page.row),
        "outside": not page.openings and is_outside(page.row.agency),
    })  # fmt: skip


@require_GET
def received(request: SignedInRequest, disclosure_id: UUID) -> HttpResponse:
    """One thing that was received; notices about it stand at its top, and the sender sees that it was opened."""
    page = open_received(request.actor, disclosure_id)
    found = {"page": page, "notices": notices(request.actor, page.row), "form": AcknowledgeForm()}
    return render(request, "multiagency/received.html", found)


@require_http_methods(["GET", "POST"])
def call_back(request: SignedInRequest, reference: str, disclosure_id: UUID) -> HttpResponse:
    """Tell everybody who has a copy that something was corrected or recalled."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, RECALLED, opened.case)
    page = open_sent(request.actor, opened, disclosure_id)
    changed = overtaken(request.actor, opened, page.row)
    form = RecallForm(request.POST or None, copies=page.copies, overtaken=changed)
    holders = every_copy(request.actor, opened.case, [copy.row.item_id for copy in page.copies])

    take_up(request, form, opened.case.pk)
    if form.is_valid():
        recall(actor=request.actor, opened=opened, new=form.new())
        let_go(request)
        messages.success(request, "Everybody who has a copy is told. You see here who has acknowledged it.")
        return redirect("multiagency:disclosure", reference=reference, disclosure_id=disclosure_id)
    return render(request, "multiagency/recall.html", {"opened": opened, "form": form, "holders": holders})


@require_POST
def acknowledged(request: SignedInRequest, recall_id: UUID) -> HttpResponse:
    """Say what was done about a notice."""
    told = find_recall(request.actor, recall_id)
    form = AcknowledgeForm(request.POST)
    if form.is_valid():
        try:
            acknowledge(actor=request.actor, recall_id=recall_id, done=Done(form.cleaned_data["done"]))
            messages.success(request, "Whoever sent it sees what you did.")
        except ChangedMeanwhile:
            messages.error(request, "Somebody at your agency acknowledged this before. Nothing was changed.")
    else:
        messages.error(request, "Choose what you did about the notice.")
    return redirect("multiagency:received", disclosure_id=told.disclosure_id)
