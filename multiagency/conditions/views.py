"""Pages of the register of conditions."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.drafts.keeping import keeps_draft, take_up
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import RELIANCE_ADDED, RELIANCE_REPLACED
from multiagency.conditions.forms import ConditionForm, as_written
from multiagency.conditions.policies import require_write
from multiagency.conditions.selectors import find_reliance, register, versions_of
from multiagency.conditions.services import add_reliance, replace_reliance

AGAIN: Final = "Save again to write this down as another entry."
OVERTAKEN: Final = "Somebody has written this down anew since you opened it. Go back, and begin from what holds now."


@require_GET
def conditions(request: SignedInRequest) -> HttpResponse:
    """On which conditions the agencies of the partnership rely, what is overdue first."""
    return render(request, "multiagency/conditions.html", {"register": register(request.actor)})


@require_GET
def condition(request: SignedInRequest, reliance_id: UUID) -> HttpResponse:
    """One entry with its policy document, and every version before."""
    versions = versions_of(request.actor, reliance_id)
    mine = versions[0].row.owner_id == request.actor.agency_id
    return render(request, "multiagency/condition.html", {"versions": versions, "mine": mine})


@require_http_methods(["GET", "POST"])
@keeps_draft
def add(request: SignedInRequest) -> HttpResponse:
    """Write down a condition on which one's agency relies."""
    require_write(request.actor, RELIANCE_ADDED)
    form = ConditionForm(request.POST or None, actor=request.actor)
    take_up(request, form)
    if form.is_valid():
        try:
            row = add_reliance(actor=request.actor, entry=form.entry())
        except AlreadySent:
            form.ask_again(AGAIN)
        else:
            messages.success(request, "It is on the register.")
            return redirect("multiagency:condition", reliance_id=row.entry)
    return render(request, "multiagency/condition_form.html", {"form": form, "title": "Add a condition"})


@require_http_methods(["GET", "POST"])
@keeps_draft
def change(request: SignedInRequest, reliance_id: UUID) -> HttpResponse:
    """Write an entry down anew: reviewed, changed, or with its last day."""
    actor = request.actor
    require_write(actor, RELIANCE_REPLACED)
    row = find_reliance(actor, reliance_id)
    form = ConditionForm(request.POST or None, actor=actor, initial=as_written(row, actor.principal))
    take_up(request, form)
    if form.is_valid():
        try:
            replace_reliance(actor=actor, seen=form.cleaned_data["seen"], before=row, entry=form.entry())
        except AlreadySent:
            form.ask_again(AGAIN)
        except ChangedMeanwhile:
            form.add_error(None, OVERTAKEN)
        else:
            messages.success(request, "It is written down anew. What it said before stays to be read.")
            return redirect("multiagency:condition", reliance_id=reliance_id)
    return render(
        request, "multiagency/condition_form.html", {"form": form, "title": "Write this down anew", "row": row}
    )
