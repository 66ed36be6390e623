"""Pages of incidents and of repeats."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import INCIDENT_RECORDED, PAIR_REFERRED
from casework.answering import FormPage, answer
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case, victim_case
from casework.incidents.forms import IncidentForm, ReferralForm, as_typed
from casework.incidents.models import Incident
from casework.incidents.selectors import incidents, one_incident, pairs
from casework.incidents.services import record_incident, refer_pair
from casework.refusals import ChangedMeanwhile

REFERRAL: Final = FormPage(
    title="A referral to a panel", done="The referral is written down.", back="casework:incidents",
    again="Save again to write this down as a second referral.",
)  # fmt: skip
INCIDENT: Final = FormPage(
    title="An incident", done="The incident is written down.", back="casework:incidents",
    again="Save again to write this down as a second incident.",
    refused={
        ChangedMeanwhile: (None, "Somebody corrected this incident meanwhile. Go back and read it before you do."),
    },
)  # fmt: skip


@require_GET
def every(request: SignedInRequest, reference: str) -> HttpResponse:
    """What happened, the newest first, and what the repeat rule says of each pair."""
    opened = open_case(request.actor, reference)
    page = incidents(request.actor, opened, request.GET.get("after", ""))
    return render(request, "casework/incidents.html", {"opened": opened, "page": page})


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write an incident down; the repeat rule answers at once."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, INCIDENT_RECORDED, victim_case(opened))
    form = IncidentForm(request.POST or None, pairs=pairs(request.actor, opened))
    return _record(request, opened, form, None, "An incident")


@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, reference: str, incident_id: UUID) -> HttpResponse:
    """Write an incident down anew where it was wrong; what was said before stays on record."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, INCIDENT_RECORDED, victim_case(opened))
    there = one_incident(request.actor, opened, incident_id)
    initial = as_typed(there) if there.kind else {}
    form = IncidentForm(request.POST or None, initial=initial, pairs=pairs(request.actor, opened))
    return _record(request, opened, form, there.row, "Correct an incident")


@require_http_methods(["GET", "POST"])
def refer(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write down that a pair was referred; the repeat clock starts anew."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_work(request.actor, PAIR_REFERRED, case)
    found = pairs(request.actor, opened)
    if not found:
        messages.error(request, "Say first who harms them: a referral is written down because of somebody.")
        return redirect("casework:incidents", reference=reference)
    form = ReferralForm(request.POST or None, pairs=found)

    def save() -> None:
        said = form.cleaned_data
        links = {str(one.link.pk): one.link for one in found}
        refer_pair(
            actor=request.actor, case=case, pair=links[said["pair"]], panel=said["panel"],
            referred_on=said["referred_on"], row_id=said["id"],
        )  # fmt: skip

    return answer(request, opened, form, save, REFERRAL)


def _record(
    request: SignedInRequest, opened: OpenedCase, form: IncidentForm, corrects: Incident | None, title: str
) -> HttpResponse:
    """Write down what was sent, and say at once where the repeat rule wants a referral."""

    def save() -> None:
        record_incident(actor=request.actor, case=opened.case, new=form.incident(), corrects=corrects)
        for one in pairs(request.actor, opened):
            if one.needs_referral and str(one.link.pk) in form.cleaned_data.get("by", ()):
                messages.warning(request, one.words)

    return answer(request, opened, form, save, replace(INCIDENT, title=title))
