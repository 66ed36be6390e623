"""Pages of the plan: whether things get better, and the forms that change it."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from audit.ledger.acts import Act
from casework.acts import NEED_ADDED, NEED_MEASURED, PLAN_ACTION_ADDED, PLAN_ACTION_ENDED
from casework.answering import FormPage, answer, form_page, saved
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.pathways import PATHWAY_OF
from casework.plans.forms import ActionForm, EndActionForm, MeasureForm, NeedForm
from casework.plans.models import Need, State
from casework.plans.selectors import find_action, find_need, plan
from casework.plans.services import (
    ActionEnded,
    ActionsOpen,
    add_action,
    add_need,
    end_action,
    measure_need,
)
from casework.refusals import ChangedMeanwhile

REFUSED: Final = {
    ChangedMeanwhile: (None, "Somebody changed this need meanwhile. Look at the plan, then open it again."),
    ActionsOpen: ("outcome", "Actions about this need are still to do. Say first what came of each."),
}


@require_GET
def plan_page(request: SignedInRequest, reference: str) -> HttpResponse:
    """Whether things are getting better, and every need with its aim, measures and actions."""
    opened = open_case(request.actor, reference)
    return render(request, "casework/plan.html", {"opened": opened, "plan": plan(request.actor, opened)})


@require_http_methods(["GET", "POST"])
def need_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Add a need to the plan."""
    opened = _to_work(request, reference, NEED_ADDED)
    form = NeedForm(request.POST or None)

    def save() -> None:
        add_need(actor=request.actor, case=opened.case, new=form.entry())

    return answer(request, opened, form, save, _page("Add a need", "The need is in the plan."))


@require_http_methods(["GET", "POST"])
def measure(request: SignedInRequest, reference: str, need_id: UUID) -> HttpResponse:
    """Judge a need again, or bring it to its end."""
    opened = _to_work(request, reference, NEED_MEASURED)
    need = find_need(opened.case, need_id)
    form = MeasureForm(request.POST or None, initial={"version": need.version})

    def save() -> None:
        version, new = form.cleaned_data["version"], form.entry()
        measure_need(actor=request.actor, case=opened.case, need=need, version=version, new=new)

    page = _page(f"{_about(need)}: how is it now?", "What you found stands in the plan.")
    return answer(request, opened, form, save, page)


@require_http_methods(["GET", "POST"])
def action_add(request: SignedInRequest, reference: str, need_id: UUID) -> HttpResponse:
    """Add an action about a need."""
    opened = _to_work(request, reference, PLAN_ACTION_ADDED)
    need = find_need(opened.case, need_id)
    form = ActionForm(request.POST or None, actor=request.actor)

    def save() -> None:
        add_action(actor=request.actor, case=opened.case, need=need, new=form.entry())

    page = _page(f"{_about(need)}: add an action", "The action is in the plan.")
    return answer(request, opened, form, save, page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def action_end(request: SignedInRequest, reference: str, action_id: UUID) -> HttpResponse:
    """Say what came of an action."""
    opened = _to_work(request, reference, PLAN_ACTION_ENDED)
    action = find_action(opened.case, action_id)
    form = EndActionForm(request.POST or None, action=action)
    take_up(request, form, opened.case.pk)
    page = _page("What came of the action?", "What came of it stands in the plan.")
    if form.is_valid():
        said = form.cleaned_data
        try:
            end_action(
                actor=request.actor, case=opened.case, action=action, state=State(said["state"]), reason=said["reason"],
                on=said["on"],
            )  # fmt: skip
        except ActionEnded:
            form.add_error(None, "This action came to its end already. Look at the plan.")
        else:
            return saved(request, opened, page)
    return form_page(request, opened, form, page)


def _to_work(request: SignedInRequest, reference: str, act: Act) -> OpenedCase:
    opened = open_case(request.actor, reference)
    require_work(request.actor, act, opened.case)
    return opened


def _about(need: Need) -> str:
    return PATHWAY_OF[need.category].label  # type: ignore[index]


def _page(title: str, done: str) -> FormPage:
    return FormPage(title=title, done=done, back="casework:plan", refused=REFUSED)
