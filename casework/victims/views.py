"""Pages of a victim case: what is known, where the work is, the safety plan, children, and the Victims' Code."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.requests import SignedInRequest
from audit.ledger.acts import Act
from casework.acts import CHILD_LINKED, CHILD_NOTED, RIGHT_RECORDED, SAFETY_PLANNED, VICTIM_DESCRIBED, VICTIM_MOVED
from casework.answering import FormPage, Refused, answer
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case, victim_case
from casework.refusals import ChangedMeanwhile
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
    victim_record,
)
from casework.victims.services import describe, link_child, move, note_child, plan_safety, record_right

BACK: Final = "casework:victim"
MEANWHILE: Final = (
    "Somebody else saved this after you opened it. Read what they wrote, on the page about the victim; what you typed "
    "is still here. Save again to put yours in its place."
)
REFUSED: Final[Refused] = {ChangedMeanwhile: (None, MEANWHILE)}
KNOWN: Final = "What is known of them is saved."
PERSON: Final = FormPage(
    title="Who was harmed", template="casework/victim_described.html", done=KNOWN, back=BACK, refused=REFUSED
)
BUSINESS: Final = replace(PERSON, title="The business or venue")
STATUS: Final = FormPage(
    title="Where the work is", template="casework/victim_status.html", done="Where the work is has been saved.",
    back=BACK,
)  # fmt: skip
SAFETY_PLAN: Final = FormPage(
    title="Safety plan", button="Save the plan", template="casework/victim_safety_plan.html",
    done="The safety plan is saved.", back=BACK, refused=REFUSED,
)  # fmt: skip
CHILDREN: Final = FormPage(
    title="Children of the household", template="casework/victim_children.html",
    done="The child is noted. Open a victim case of their own, or link the one that is there.",
    back="casework:victim-children",
)  # fmt: skip


@require_GET
def victim(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who was harmed, whom they fear, what they need, what keeps them safe."""
    opened = open_case(request.actor, reference)
    record = victim_record(request.actor, opened)
    return render(request, "casework/victim.html", {"opened": opened, "record": record})


@require_http_methods(["GET", "POST"])
def describe_person(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say what is known of a person who was harmed."""
    return _describe(request, reference, PersonForm, PERSON)


@require_http_methods(["GET", "POST"])
def describe_business(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say what is known of a business or venue that was harmed."""
    return _describe(request, reference, BusinessForm, BUSINESS)


@require_http_methods(["GET", "POST"])
def status(request: SignedInRequest, reference: str) -> HttpResponse:
    """Say where the work is."""
    opened = _worked(request, reference, VICTIM_MOVED)
    form = StatusForm(request.POST or None)

    def save() -> None:
        said = form.cleaned_data
        move(
            actor=request.actor, case=opened.case, status=Status(said["status"]), since=said["since"],
            why=said["why"], row_id=said["id"],
        )  # fmt: skip

    return answer(request, opened, form, save, STATUS)


@require_http_methods(["GET", "POST"])
def safety_plan(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write a safety plan that takes the place of the one that stands."""
    opened = _worked(request, reference, SAFETY_PLANNED)
    _, now = current(request.actor, opened)
    stands = now.words.value if now and isinstance(now.words.value, dict) else {}
    initial = {**stands, "after": now.row.pk if now else None}
    initial.pop("agreed", None)  # whether they agree to this one is asked anew
    form = PlanForm(request.POST or None, initial=initial)

    def save() -> None:
        plan_safety(actor=request.actor, case=opened.case, plan=form.plan(), after=form.cleaned_data["after"])

    return answer(request, opened, form, _seeing(form, now.row.pk if now else None, save), SAFETY_PLAN)


@require_http_methods(["GET", "POST"])
def children(request: SignedInRequest, reference: str) -> HttpResponse:
    """The children of the household; noting one."""
    opened = open_case(request.actor, reference)
    noted = children_of(request.actor, opened)
    form = ChildForm(request.POST or None)
    if request.method == "POST":
        require_work(request.actor, CHILD_NOTED, opened.case)

    def save() -> None:
        note_child(actor=request.actor, case=opened.case, child=form.child())

    return answer(request, opened, form, save, replace(CHILDREN, more={"children": noted}))


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
def right(request: SignedInRequest, reference: str, right: int) -> HttpResponse:
    """Write down what was done about one right."""
    if right not in Right.values:
        raise Http404
    opened = _worked(request, reference, RIGHT_RECORDED)
    form = RightForm(request.POST or None)

    def save() -> None:
        record_right(actor=request.actor, case=opened.case, entry=form.entry(Right(right)))

    page = FormPage(
        title=f"Right {right}", template="casework/victim_right.html", more={"right": Right(right)},
        done=f"Right {right} is saved.", back="casework:victim-rights",
    )  # fmt: skip
    return answer(request, opened, form, save, page)


def _worked(request: SignedInRequest, reference: str, act: Act) -> OpenedCase:
    """The case, for somebody who works it; an offender's case has nothing here."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, act, victim_case(opened))
    return opened


def _describe(
    request: SignedInRequest, reference: str, kind: type[PersonForm] | type[BusinessForm], page: FormPage
) -> HttpResponse:
    opened = _worked(request, reference, VICTIM_DESCRIBED)
    now, _ = current(request.actor, opened)
    stands = now.words.value if now and isinstance(now.words.value, dict) else {}
    form = kind(request.POST or None, initial={**stands, "after": now.row.pk if now else None})

    def save() -> None:
        said = form.cleaned_data
        describe(actor=request.actor, case=opened.case, said=form.profile(), after=said["after"], row_id=said["id"])

    return answer(request, opened, form, _seeing(form, now.row.pk if now else None, save), page)


def _seeing(form: SupersedingForm, now: UUID | None, save: Callable[[], None]) -> Callable[[], None]:
    """Where somebody else saved in between, the form then supersedes what they wrote; its writer is told to read it."""

    def save_or_see() -> None:
        try:
            save()
        except ChangedMeanwhile:
            form.put(after=now)
            raise

    return save_or_see
