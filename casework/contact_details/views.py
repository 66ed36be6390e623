"""Pages of how and where to reach the person of a case, in either role."""

from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from casework.acts import ADDRESS_CHECKED, WHEREABOUTS_CHANGED
from casework.cases.models import Role
from casework.cases.selectors import OpenedCase, open_case, victim_case
from casework.contact_details.forms import AddressForm, DetailForm, PointForm
from casework.contact_details.policies import require_keeping
from casework.contact_details.selectors import contact_details, find_address, find_row, open_row
from casework.contact_details.services import check_address, confirm, end, keep
from casework.drafts.keeping import keep_on_the_way, keeps_draft, take_up
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.safe_contact.models import Approach
from casework.safe_contact.policies import waiting_addresses
from casework.safe_contact.services import NotSafe, acknowledge
from casework.whereabouts.models import Address, ContactPoint, Whereabouts

KINDS: Final[dict[str, tuple[type[Whereabouts], type[DetailForm]]]] = {
    "ways": (ContactPoint, PointForm),
    "addresses": (Address, AddressForm),
}
BACK = {"contact": "casework:contact", "log": "casework:intervention-log"}
BEGUN = ("result", "note", "view")
"""What somebody has filled in who is writing in the log while they read the rule."""
MEANWHILE = "Somebody else changed this meanwhile. Read what stands here now, and begin again from it."


@require_GET
def contact(request: SignedInRequest, reference: str) -> HttpResponse:
    """How and where to reach them: on a victim case the rule before the number."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "details": contact_details(request.actor, opened)}
    return render(request, "casework/contact.html", page)


@require_POST
def acknowledged(request: SignedInRequest, reference: str) -> HttpResponse:
    """Somebody says that they read the rule; the number is shown to them for a while, and a half-filled log kept."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    approach = request.POST.get("approach", "")
    if approach not in Approach.values:
        raise Http404
    keep_on_the_way(request, *BEGUN)
    try:
        acknowledge(
            actor=request.actor, case=case, approach=Approach(approach), version=request.POST.get("version", "")
        )
    except ChangedMeanwhile:
        messages.error(request, "How to contact them was changed meanwhile. Read it again before you contact them.")
    except NotSafe:
        messages.error(request, "Nothing recorded here is known to be safe for this. Do not contact them in this way.")
    return redirect(BACK.get(request.POST.get("back", ""), BACK["contact"]), reference=reference)


@require_http_methods(["GET", "POST"])
@keeps_draft
def add(request: SignedInRequest, reference: str, kind: str) -> HttpResponse:
    """Write down another contact point or address."""
    return _keep(request, _opened(request, reference, kind), kind, None)


@require_http_methods(["GET", "POST"])
@keeps_draft
def change(request: SignedInRequest, reference: str, kind: str, row_id: UUID) -> HttpResponse:
    """Write one down in place of another, which is suppressed at once; one that is suppressed is shown as it was."""
    opened = _opened(request, reference, kind)
    return _keep(request, opened, kind, find_row(opened.case, KINDS[kind][0], row_id))


@require_POST
def ended(request: SignedInRequest, reference: str, kind: str, row_id: UUID) -> HttpResponse:
    """Suppress a contact point or an address."""
    opened = _opened(request, reference, kind)
    end(actor=request.actor, case=opened.case, row=find_row(opened.case, KINDS[kind][0], row_id))
    messages.success(request, "It is no longer used, and stays on record.")
    return redirect("casework:contact", reference=reference)


@require_POST
def confirmed(request: SignedInRequest, reference: str, kind: str, row_id: UUID) -> HttpResponse:
    """The person said today that it is still right."""
    opened = _opened(request, reference, kind)
    try:
        confirm(actor=request.actor, case=opened.case, row=find_row(opened.case, KINDS[kind][0], row_id))
    except ChangedMeanwhile:
        messages.error(request, MEANWHILE)
    else:
        messages.success(request, "Confirmed as of today.")
    return redirect("casework:contact", reference=reference)


@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest, reference: str, row_id: UUID) -> HttpResponse:
    """A second person reads a changed address and says that it is right."""
    opened = open_case(request.actor, reference)
    require_keeping(request.actor, ADDRESS_CHECKED, opened.case, Address)
    row = find_address(opened.case, row_id)
    if request.method == "POST":
        try:
            check_address(actor=request.actor, case=opened.case, address=row)
        except ChangedMeanwhile:
            messages.error(request, MEANWHILE)
        else:
            messages.success(request, "Checked. Letters go only where an address says that they are safe.")
        return redirect("casework:contact", reference=reference)
    waits = waiting_addresses().filter(pk=row.pk).exists()
    page = {"opened": opened, "row": row, "detail": open_row(request.actor, opened, row), "waits": waits}
    return render(request, "casework/contact_check.html", page)


def _opened(request: SignedInRequest, reference: str, kind: str) -> OpenedCase:
    """The case, for somebody who keeps this kind of row on it."""
    if kind not in KINDS:
        raise Http404
    opened = open_case(request.actor, reference)
    require_keeping(request.actor, WHEREABOUTS_CHANGED, opened.case, KINDS[kind][0])
    return opened


def _keep(request: SignedInRequest, opened: OpenedCase, kind: str, row: Whereabouts | None) -> HttpResponse:
    detail = open_row(request.actor, opened, row) if row else None
    initial: dict[str, Any] = asdict(detail) if detail else {}
    form = KINDS[kind][1](request.POST or None, role=Role(opened.case.role), initial=initial)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            keep(actor=request.actor, case=opened.case, entry=form.entry(row))
        except AlreadySent:
            form.ask_again("Save again to keep what is typed here too.")
        except ChangedMeanwhile:
            form.add_error(None, MEANWHILE)
        else:
            messages.success(request, "It is saved.")
            return redirect("casework:contact", reference=opened.case.reference)
    page = {"opened": opened, "form": form, "row": row, "detail": detail, "kind": kind}
    return render(request, "casework/contact_detail.html", page)
