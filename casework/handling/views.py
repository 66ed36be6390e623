"""Pages of how cases may be handled."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actor import Actor
from accounts.requests import SignedInRequest
from casework.cases.selectors import open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.handling.forms import DecisionForm, EndForm, MarkForm
from casework.handling.models import HandlingMark, Kind
from casework.handling.policies import require_lift, require_place
from casework.handling.selectors import (
    find_handled,
    find_mark,
    items_to_mark,
    kinds_to_place,
    list_marks,
    open_handling,
    sees,
)
from casework.handling.services import AlreadyMarked, decide_objection, lift, place
from casework.items.catalogue import HEADINGS
from casework.refusals import AlreadySent, ChangedMeanwhile

WHOLE: Final = "case"
"""What an address calls the whole case, where it could name a kind of item."""
THERE: Final = "It is marked so already. Lift that mark first, if what it says has changed."
AGAIN: Final = "Save again to place this as a second mark."


@require_GET
def register(request: SignedInRequest) -> HttpResponse:
    """What holds in all cases of the reader's agency, for its officers."""
    return render(request, "casework/handling_register.html", {"marks": list_marks(request.actor)})


@require_GET
def handling(request: SignedInRequest, reference: str) -> HttpResponse:
    """How a case may be handled: what holds, why, and what held before."""
    page = open_handling(request.actor, reference)
    return render(request, "casework/handling.html", {"page": page, "headings": HEADINGS, "whole": WHOLE})


@require_http_methods(["GET", "POST"])
@keeps_draft
def add(request: SignedInRequest, reference: str, item_kind: str) -> HttpResponse:
    """Mark the whole case, or one item of this kind."""
    actor = request.actor
    case = find_handled(actor, reference)
    kinds = kinds_to_place(actor, case)
    if not kinds:
        require_place(actor, case, Kind.OFFICIAL_SENSITIVE)
    items = None if item_kind == WHOLE else items_to_mark(actor, open_case(actor, reference), item_kind)
    form = MarkForm(request.POST or None, kinds=kinds, items=items)
    take_up(request, form, case.pk if sees(actor, case) else None)
    if form.is_valid():
        try:
            place(actor=actor, case=case, new=form.mark())
        except AlreadyMarked:
            form.add_error("kind", THERE)
        except AlreadySent:
            form.ask_again(AGAIN)
        else:
            messages.success(request, "It is marked, from now on and for everybody who may see it.")
            return redirect("casework:handling", reference=reference)
    page = {"case": case, "form": form, "what": HEADINGS.get(item_kind, "The whole case"), "items": items}
    return render(request, "casework/handling_add.html", page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def end(request: SignedInRequest, reference: str, mark_id: UUID) -> HttpResponse:
    """Lift a mark with a reason, or decide an objection that waits."""
    actor = request.actor
    case = find_handled(actor, reference)
    mark = find_mark(case, mark_id)
    require_lift(actor, mark)
    decides = mark.kind == Kind.OBJECTION and mark.decided_at is None
    form = (DecisionForm if decides else EndForm)(request.POST or None)
    take_up(request, form, case.pk if sees(actor, case) else None)
    if form.is_valid():
        try:
            _end(actor, mark, form)
        except ChangedMeanwhile:
            form.add_error(None, "Somebody has decided or lifted this meanwhile. Go back and read what holds now.")
        else:
            messages.success(request, "It is decided." if decides else "It is lifted.")
            return redirect("casework:handling", reference=reference)
    return render(request, "casework/handling_end.html", {"case": case, "form": form, "mark": mark, "decides": decides})


def _end(actor: Actor, mark: HandlingMark, form: EndForm) -> None:
    said = form.cleaned_data
    if isinstance(form, DecisionForm):
        decide_objection(actor=actor, mark=mark, upheld=said["upheld"] == "yes", words=said["words"])
    else:
        lift(actor=actor, mark=mark, words=said["words"])
