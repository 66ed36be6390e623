"""The page of a case's chronology."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.requests import SignedInRequest
from casework.cases.selectors import open_case
from casework.chronology.selectors import chronology, weeks
from casework.chronology.services import looked
from casework.timeline.forms import AskForm
from casework.timeline.selectors import cases_told_together
from casework.timeline.strip import drawn


@require_GET
def timeline(request: SignedInRequest, reference: str) -> HttpResponse:
    """What happened, in order, and what is new since the reader last looked."""
    opened = open_case(request.actor, reference)
    cases = cases_told_together(request.actor, opened)
    form = AskForm(request.GET, agencies=list(dict.fromkeys(case.owner for case in cases)))
    asked = form.asked()
    seen_at = looked(request.actor, opened.case)
    found = chronology(request.actor, opened, asked, cases, request.GET.get("after", ""), seen_at)
    last = min(filter(None, (asked.until, asked.as_of, timezone.localdate())))
    page = {
        "opened": opened, "form": form, "asked": asked, "page": found, "seen_at": seen_at,
        "others": cases[1:],
        "strip": drawn(weeks(cases, asked), last),
    }  # fmt: skip
    return render(request, "casework/chronology.html", page)
