"""Pages of decisions about third parties."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.answering import FormPage, answer
from casework.cases.policies import require_work
from casework.cases.selectors import offender_case, open_case
from multiagency.acts import THIRD_PARTY_DECIDED
from multiagency.third_parties.forms import ThirdPartyForm
from multiagency.third_parties.selectors import third_parties
from multiagency.third_parties.services import record_third_party

DECIDED: Final = FormPage(
    title="Telling a third party", done="The decision is written down.", back="multiagency:third-parties",
    again="Save again to write this down as a second decision.",
)  # fmt: skip


@require_GET
def every(request: SignedInRequest, reference: str) -> HttpResponse:
    """Whom outside the partnership it was decided to tell, or not to tell, and why."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "decisions": third_parties(request.actor, opened)}
    return render(request, "multiagency/third_parties.html", page)


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write a decision down; sent twice, it is written once."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, THIRD_PARTY_DECIDED, case)
    form = ThirdPartyForm(request.POST or None, actor=request.actor)

    def save() -> None:
        record_third_party(
            actor=request.actor, case=case, record_id=form.cleaned_data["id"], decided=form.decided()
        )  # fmt: skip

    return answer(request, opened, form, save, DECIDED)
