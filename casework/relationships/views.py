"""Pages of relationships: the network with its list, recording, changing and taking back, and colleagues to check."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import RELATIONSHIP_CHANGED, RELATIONSHIP_RECORDED, RELATIONSHIP_WITHDRAWN
from casework.cases.models import Case
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.conflicts.models import Kind as ConflictKind
from casework.conflicts.services import declare_conflict
from casework.drafts.keeping import keeps_draft, take_up
from casework.refusals import AlreadySent, ChangedMeanwhile
from casework.relationships.forms import FINDINGS, NOTHING, CheckedForm, RelationshipForm, WithdrawForm, as_typed
from casework.relationships.likeness import find_likeness, to_check, to_check_on
from casework.relationships.models import Relationship
from casework.relationships.network import drawn
from casework.relationships.policies import Impossible
from casework.relationships.selectors import circle, find_other, find_relationship, name_of, words_of
from casework.relationships.services import (
    change_relationship,
    record_relationship,
    rule_out,
    withdraw_relationship,
)

NO_SUCH_CASE = "You see no case with this reference. Check it, or write the person's name down instead."


@require_GET
def relationships(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who is who to the person of a case: drawn, and as a list."""
    opened = open_case(request.actor, reference)
    found = circle(request.actor, opened)
    page = {
        "opened": opened, "circle": found, "network": drawn(opened.name.text or "Sealed", found),
        "to_check": to_check_on(request.actor, opened.case),
    }  # fmt: skip
    return render(request, "casework/relationships.html", page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record who somebody is to the person of a case."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, RELATIONSHIP_RECORDED, opened.case)
    form = RelationshipForm(request.POST or None, case=opened.case)
    take_up(request, form, opened.case.pk)
    if form.is_valid() and _saved(request, opened, form):
        messages.success(request, "The relationship is recorded.")
        return redirect("casework:relationships", reference=reference)
    return render(request, "casework/relationship_edit.html", {"opened": opened, "form": form})


@require_http_methods(["GET", "POST"])
@keeps_draft
def change(request: SignedInRequest, reference: str, relationship_id: UUID) -> HttpResponse:
    """Replace what was said of a relationship."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, RELATIONSHIP_CHANGED, opened.case)
    before = find_relationship(opened.case, relationship_id)
    said, other = words_of(request.actor, opened, before)
    form = RelationshipForm(request.POST or None, case=opened.case, initial=as_typed(said, other) if said else {})
    take_up(request, form, opened.case.pk)
    hidden = before.other_case if before.other_case and other is None else None
    if form.is_valid() and _saved(request, opened, form, before, hidden):
        messages.success(request, "The relationship is changed. What was said before stays below.")
        return redirect("casework:relationships", reference=reference)
    return render(request, "casework/relationship_edit.html", {"opened": opened, "form": form, "before": said})


@require_http_methods(["GET", "POST"])
@keeps_draft
def withdraw(request: SignedInRequest, reference: str, relationship_id: UUID) -> HttpResponse:
    """Take back a relationship that should not have been recorded."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, RELATIONSHIP_WITHDRAWN, opened.case)
    found = find_relationship(opened.case, relationship_id)
    said, _ = words_of(request.actor, opened, found)
    form = WithdrawForm(request.POST or None)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw_relationship(actor=request.actor, case=opened.case, relationship=found, reason=reason)
        messages.success(request, "The relationship is withdrawn.")
        return redirect("casework:relationships", reference=reference)
    return render(request, "casework/relationship_withdraw.html", {"opened": opened, "form": form, "said": said})


@require_http_methods(["GET", "POST"])
def check(request: SignedInRequest) -> HttpResponse:
    """Colleagues who may know somebody on a case: whoever looks after conflicts declares, or rules it out."""
    form = CheckedForm(request.POST or None)
    if form.is_valid():
        _settle(request, form)
        return redirect("casework:conflicts-check")
    page = {"likenesses": to_check(request.actor), "form": form, "kinds": FINDINGS}
    return render(request, "casework/conflicts_check.html", page)


def _saved(
    request: SignedInRequest, opened: OpenedCase, form: RelationshipForm, before: Relationship | None = None,
    hidden: Case | None = None,
) -> bool:  # fmt: skip
    """Whether it was saved; if not, the form says why. A case that the actor does not see stays linked, unsaid."""
    typed = form.cleaned_data
    other = find_other(request.actor, typed["reference"]) if typed["reference"] else hidden
    if typed["reference"] and other is None:
        form.add_error("reference", NO_SUCH_CASE)
        return False
    name = name_of(request.actor, opened, other) if other and not typed["name"] else ""
    try:
        if before:
            change_relationship(actor=request.actor, case=opened.case, relationship=before, new=form.said(other, name))
        else:
            record_relationship(actor=request.actor, case=opened.case, new=form.said(other, name))
    except Impossible as wrong:
        form.add_error(wrong.field, wrong.words)
    except AlreadySent:
        form.ask_again("Save again to record what is typed here as another relationship.")
    except ChangedMeanwhile:
        form.add_error(None, "Somebody else changed this relationship just now. Go back to see what it says.")
    else:
        return True
    return False


def _settle(request: SignedInRequest, form: CheckedForm) -> None:
    said = form.cleaned_data
    found = find_likeness(request.actor, said["reference"], said["user"])
    if found is None:
        messages.info(request, "This has been settled already, or is not yours to check. Nothing was changed.")
    elif said["kind"] == NOTHING:
        rule_out(actor=request.actor, case=found.case, user=found.user)
        messages.success(request, "It is written down that this is no conflict of interest.")
    else:
        kind = ConflictKind(said["kind"])
        declare_conflict(actor=request.actor, person=found.case.person, user=found.user, kind=kind)
        messages.success(request, "From now on your colleague does not see the cases of this person.")
