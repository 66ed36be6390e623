"""Pages of what other agencies were asked, and of how often they declined."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from casework.answering import FormPage, answer
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from multiagency.acts import INFORMATION_ASKED
from multiagency.information_asks.forms import AskForm
from multiagency.information_asks.selectors import asks_of, refusals
from multiagency.information_asks.services import record_ask

ASK: Final = FormPage(
    title="An ask of another agency", done="The ask and its answer are written down.",
    back="multiagency:information-asks", again="Save again to write this down as a second ask.",
)  # fmt: skip


@require_GET
def asks(request: SignedInRequest, reference: str) -> HttpResponse:
    """What other agencies were asked about a case, and what they answered."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "asks": asks_of(request.actor, opened)}
    return render(request, "multiagency/information_asks.html", page)


@require_http_methods(["GET", "POST"])
def ask_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write an ask down with its answer; sent twice, it is written once."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, INFORMATION_ASKED, opened.case)
    agencies = agencies_here(request.actor).exclude(pk=opened.case.owner_id)
    form = AskForm(request.POST or None, agencies=agencies)

    def save() -> None:
        record_ask(actor=request.actor, case=opened.case, ask_id=form.cleaned_data["id"], asked=form.asked())

    return answer(request, opened, form, save, ASK)


@require_GET
def declined(request: SignedInRequest) -> HttpResponse:
    """How often which agency declined to share, for what, and why."""
    return render(request, "multiagency/declined.html", {"refusals": refusals(request.actor)})
