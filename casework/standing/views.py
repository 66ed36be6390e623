"""Pages of where somebody stands: all of it with its history, and one judgement."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import STANDING_JUDGED
from casework.answering import FormPage, answer
from casework.cases.policies import require_work
from casework.cases.selectors import offender_case, open_case
from casework.standing.forms import FORMS
from casework.standing.selectors import history
from casework.standing.services import judge


@require_GET
def standing(request: SignedInRequest, reference: str) -> HttpResponse:
    """Where the person stands now, and everything that was judged before."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "history": history(request.actor, opened)}
    return render(request, "casework/standing.html", page)


@require_http_methods(["GET", "POST"])
def judge_one(request: SignedInRequest, reference: str, what: str) -> HttpResponse:
    """Judge one thing anew; what was judged before stays to be read."""
    if what not in FORMS:
        raise Http404
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, STANDING_JUDGED, case)
    title, make = FORMS[what]
    form = make(request.POST or None)
    page = FormPage(title=title, done="Saved. What was said before stays below it.", back="casework:standing")
    return answer(request, opened, form, lambda: judge(actor=request.actor, case=case, new=form.judgement()), page)
