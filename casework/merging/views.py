"""Pages of merging: proposals, two rows side by side, and taking back that two are kept apart."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from casework.merging.forms import MergeForm
from casework.merging.models import State
from casework.merging.policies import CannotMerge
from casework.merging.selectors import find_apart, find_merge, preview, proposals
from casework.merging.services import decline_merge, lift_apart, merge_people, undo_merge


@require_POST
def not_apart(request: SignedInRequest, person_id: UUID, apart_id: UUID) -> HttpResponse:
    """Take back that two rows are not the same human being."""
    lift_apart(actor=request.actor, apart=find_apart(request.actor, person_id, apart_id))
    messages.success(request, "They may be suggested as the same again.")
    return redirect("casework:person-others", person_id=person_id)


@require_GET
def waiting(request: SignedInRequest) -> HttpResponse:
    """Merges to decide, and those that may still be undone."""
    to_decide, done = proposals(request.actor)
    return render(request, "casework/merges.html", {"to_decide": to_decide, "done": done})


@require_http_methods(["GET", "POST"])
def merge(request: SignedInRequest, merge_id: UUID) -> HttpResponse:
    """Two rows side by side, and making one of them."""
    shown = preview(request.actor, merge_id)
    form = MergeForm(request.POST if request.method == "POST" else None, asks=shown.asks)
    if form.is_valid():
        try:
            merge_people(actor=request.actor, merge=shown.merge, chosen=form.chosen())
        except CannotMerge as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "They are one record now. It can be undone for 30 days.")
        return redirect("casework:merges")
    page = {"shown": shown, "form": form, "waits": shown.merge.state == State.PROPOSED}
    return render(request, "casework/merge.html", page)


@require_POST
def decline(request: SignedInRequest, merge_id: UUID) -> HttpResponse:
    """The two stay two."""
    decline_merge(actor=request.actor, merge=find_merge(request.actor, merge_id))
    messages.success(request, "It is declined: they stay two records.")
    return redirect("casework:merges")


@require_POST
def undo(request: SignedInRequest, merge_id: UUID) -> HttpResponse:
    """Both rows as they were."""
    try:
        undo_merge(actor=request.actor, merge=find_merge(request.actor, merge_id))
    except CannotMerge as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The merge is undone: both records are as they were.")
    return redirect("casework:merges")
