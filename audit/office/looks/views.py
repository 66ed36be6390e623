"""The pages of who has looked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest, id_asked_for
from audit.office.looks.forms import FindRecordForm
from audit.office.looks.selectors import looks_at_record, newest_looks, record_of


@require_http_methods(["GET", "POST"])
def looks(request: SignedInRequest) -> HttpResponse:
    """The newest looks, changes and refusals, and a question about one case."""
    form = FindRecordForm(request.POST or None)
    if form.is_valid():
        record_id = record_of(request.actor, form.cleaned_data["reference"])
        if record_id:
            return redirect("office:record", record_id=record_id)
        form.add_error("reference", "There is no case with this reference among the records that you oversee.")
    return render(
        request,
        "office/looks.html",
        {"form": form, "page": newest_looks(request.actor, id_asked_for(request, "before"))},
    )


@require_GET
def record(request: SignedInRequest, record_id: UUID) -> HttpResponse:
    """Who has looked at this record, when, why, and what changed."""
    page = looks_at_record(request.actor, record_id, id_asked_for(request, "before"))
    return render(request, "office/record.html", {"page": page, "record_id": record_id})
