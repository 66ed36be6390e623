"""Pages of a victim case: what is known, where the work is, the safety plan, children, and the Victims' Code."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from audit.ledger.acts import Act
from casework.acts import CHILD_LINKED, CHILD_NOTED, RIGHT_RECORDED, SAFETY_PLANNED, VICTIM_DESCRIBED, VICTIM_MOVED
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.cases.services import ChangedMeanwhile
from casework.drafts.keeping import keeps_draft, take_up
from casework.inputs import OnceForm
from casework.once import AlreadySent
from casework.victims.choices import Right, Status
from casework.victims.forms import (
    BusinessForm,
    ChildCaseForm,
    ChildForm,
    PersonForm,
    PlanForm,
    RightForm,
    StatusForm,
    SupersedingForm,
)
from casework.victims.selectors import (
    children_of,
    current,
    find_child,
    find_childs_case,
    rights,
    victim_case,
    victim_record,
)
from casework.victims.services import describe, link_child, move, note_child, plan_safety, record_right


@require_GET
def victim(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who was harmed, whom they fear, what they need, what keeps them safe."""
    opened = open_case(request.actor, reference)
    record = victim_record(request.actor, opened)
    return render(request, "casework/victim.html", {"opened": opened, "record": record})


@require_http_methods(["GET", "POST"])
@keeps_draft
def describe_person(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say what is known of a person who was harmed."""
    return _describe(request, reference, PersonForm, "casework/victim_person.html")


@require_http_methods(["GET", "POST"])
@keeps_draft
def describe_business(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say what is known of a business or venue that was harmed."""
    return _describe(request, reference, BusinessForm, "casework/victim_business.html")


@require_http_methods(["GET", "POST"])
@keeps_draft
def status(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say where the work is."""
    opened = _worked(request, reference, VICTIM_MOVED)
    form = StatusForm(request.POST or None)
    take_up(request, form, opened.case.pk)

    def save() -> None:
        said = form.cleaned_data
        move(
            actor=request.actor, case=opened.case, status=Status(said["status"]), since=said["since"],
            why=said["why"], row_id=said["id"],
        )  # fmt: skip

    if form.is_valid() and _saved(form, save):
        messages.success(request, "Where the work is has been saved.")
        return redirect("casework:victim", reference=reference)
    return render(request, "casework/victim_status.html", {"opened": opened, "form": form})


@require_http_methods(["GET", "POST"])
@keeps_draft
def safety_plan(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write a safety plan that takes the place of the one that stands."""
    opened = _worked(request, reference, SAFETY_PLANNED)
    _, now = current(request.actor, opened)
    stands = now.words.value if now and isinstance(now.words.value, dict) else {}
    initial = {**stands, "after": now.row.pk if now else None}
    initial.pop("agreed", None)  # whether they agree to this one is asked anew
    form = PlanForm(request.POST or None, initial=initial)
    take_up(request, form, opened.case.pk)

    def save() -> None:
        plan_safety(actor=request.actor, case=opened.case, plan=form.plan(), after=form.cleaned_data["after"])

    if form.is_valid() and _saved(form, save, now.row.pk if now else None):
        messages.success(request, "The safety plan is saved.")
        return redirect("casework:victim", reference=reference)
    return render(request, "casework/victim_safety_plan.html", {"opened": opened, "form": form})


@require_http_methods(["GET", "POST"])
@keeps_draft
def children(request: SignedInRequest, reference: str) -> HttpResponse:
    """The children of the household; noting one."""
    opened = open_case(request.actor, reference)
    noted = children_of(request.actor, opened)
    form = ChildForm(request.POST or None)
    if request.method == "POST":
        require_work(request.actor, CHILD_NOTED, opened.case)
    if opened.may_work:
        take_up(request, form, opened.case.pk)

    def save() -> None:
        note_child(actor=request.actor, case=opened.case, child=form.child())

    if form.is_valid() and _saved(form, save):
        messages.success(request, "The child is noted. Open a victim case of their own, or link the one that is there.")
        return redirect("casework:victim-children", reference=reference)
    page = {"opened": opened, "children": noted, "form": form}
    return render(request, "casework/victim_children.html", page)


@require_POST
def child_case(request: SignedInRequest, reference: str, child_id: UUID) -> HttpResponse:
    """Say which victim case is the child's own."""
    opened = _worked(request, reference, CHILD_LINKED)
    child = find_child(opened.case, child_id)
    form = ChildCaseForm(request.POST)
    own_case = find_childs_case(request.actor, opened.case, form.cleaned_data["reference"]) if form.is_valid() else None
    if own_case is None or child.own_case_id is not None:
        messages.error(
            request,
            "You see no victim case of somebody else with this reference, or it is linked. Nothing was changed.",
        )
    else:
        link_child(actor=request.actor, case=opened.case, child=child, own_case=own_case)
        messages.success(request, "The child's own case is linked.")
    return redirect("casework:victim-children", reference=reference)


@require_GET
def code(request: SignedInRequest, reference: str) -> HttpResponse:
    """The twelve rights of the Victims' Code, as a page and as a report to print."""
    opened = open_case(request.actor, reference)
    return render(request, "casework/victim_rights.html", {"opened": opened, "rights": rights(request.actor, opened)})


@require_http_methods(["GET", "POST"])
@keeps_draft
def right(request: SignedInRequest, reference: str, right: int) -> HttpResponse:
    """Write down what was done about one right."""
    if right not in Right.values:
        raise Http404
    opened = _worked(request, reference, RIGHT_RECORDED)
    form = RightForm(request.POST or None)
    take_up(request, form, opened.case.pk)

    def save() -> None:
        record_right(actor=request.actor, case=opened.case, entry=form.entry(Right(right)))

    if form.is_valid() and _saved(form, save):
        messages.success(request, f"Right {right} is saved.")
        return redirect("casework:victim-rights", reference=reference)
    page = {"opened": opened, "right": Right(right), "form": form}
    return render(request, "casework/victim_right.html", page)


def _worked(request: SignedInRequest, reference: str, act: Act) -> OpenedCase:
    """The case, for somebody who works it; an offender's case has nothing here."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, act, victim_case(opened))
    return opened


def _saved(form: OnceForm, save: Callable[[], None], now: UUID | None = None) -> bool:
    """Whether it is saved; else the form says why not and keeps what was typed."""
    try:
        save()
    except AlreadySent:
        form.ask_again("Save again to add what is typed here as well.")
    except ChangedMeanwhile:
        if isinstance(form, SupersedingForm) and now:
            form.saw(now)
    return not form.errors


def _describe(
    request: SignedInRequest, reference: str, kind: type[PersonForm] | type[BusinessForm], template: str
) -> HttpResponse:
    opened = _worked(request, reference, VICTIM_DESCRIBED)
    now, _ = current(request.actor, opened)
    stands = now.words.value if now and isinstance(now.words.value, dict) else {}
    form = kind(request.POST or None, initial={**stands, "after": now.row.pk if now else None})
    take_up(request, form, opened.case.pk)

    def save() -> None:
        said = form.cleaned_data
        describe(actor=request.actor, case=opened.case, said=form.profile(), after=said["after"], row_id=said["id"])

    if form.is_valid() and _saved(form, save, now.row.pk if now else None):
        messages.success(request, "What is known of them is saved.")
        return redirect("casework:victim", reference=reference)
    return render(request, template, {"opened": opened, "form": form})
