"""Pages of intelligence."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from casework.acts import INTELLIGENCE_RECORDED
from casework.answering import FormPage, answer, form_page, saved
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.intelligence.forms import ApproveForm, ItemForm
from casework.intelligence.models import Handling
from casework.intelligence.policies import require_approve
from casework.intelligence.selectors import find_item, items_of
from casework.intelligence.services import approve_item, record_item

ITEM: Final = FormPage(
    title="Record intelligence", button="Save the item", done="The item is recorded.", back="casework:intelligence"
)
APPROVAL: Final = FormPage(
    title="Let an agency see it", button="Let them see it", back="casework:intelligence",
    done="They may see it, on its conditions, as far as intelligence is shared with them.",
)  # fmt: skip


@require_GET
def intelligence(request: SignedInRequest, reference: str) -> HttpResponse:
    """What is known, how it is graded, and on which conditions it may be used."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "page": items_of(request.actor, opened)}
    return render(request, "casework/intelligence.html", page)


@require_http_methods(["GET", "POST"])
def record(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record one item."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, INTELLIGENCE_RECORDED, opened.case)
    form = ItemForm(request.POST or None)

    def save() -> None:
        record_item(actor=request.actor, case=opened.case, new=form.new())

    return answer(request, opened, form, save, ITEM)


@require_http_methods(["GET", "POST"])
def approve(request: SignedInRequest, reference: str, item_id: UUID) -> HttpResponse:
    """Let another agency see an item of code C."""
    opened = open_case(request.actor, reference)
    require_approve(request.actor, opened.case)
    item = find_item(opened.case, item_id)
    form = ApproveForm(request.POST or None, agencies=agencies_here(request.actor).exclude(pk=opened.case.owner_id))
    if item.handling != Handling.CONDITIONS:
        messages.info(request, "This item needs no approval.")
        return redirect("casework:intelligence", reference=reference)
    if form.is_valid():
        approve_item(actor=request.actor, case=opened.case, item=item, agency=form.cleaned_data["agency"])
        return saved(request, opened, APPROVAL)
    return form_page(request, opened, form, APPROVAL)
