"""Pages of consent and wishes."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from casework.acts import CAPACITY_ASSESSED, CONSENT_RECORDED, CONSENT_WITHDRAWN
from casework.answering import FormPage, answer
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.consent.capacity import record_finding
from casework.consent.forms import ConsentForm, FindingForm, asked_before
from casework.consent.page import consent_page
from casework.consent.selectors import consents_of, find_consent, findings_of
from casework.consent.services import record_consent, withdraw_consent
from casework.consent.wordings import wording_on

ASKING: Final = FormPage(
    title="Ask for consent", button="Record their answer", template="casework/consent_ask.html",
    done="Their answer is recorded.", back="casework:consent",
)  # fmt: skip
CAPACITY: Final = FormPage(
    title="Assessment of capacity", button="Save the assessment", done="The assessment is recorded.",
    back="casework:consent",
)  # fmt: skip


@require_GET
def consent(request: SignedInRequest, reference: str) -> HttpResponse:
    """What they agreed to, in which words, until when; what they want; and what rests on it."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, CONSENT_RECORDED, opened.case)
    return render(request, "casework/consent.html", {"opened": opened, "page": consent_page(request.actor, opened)})


@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest, reference: str, consent_id: UUID | None = None) -> HttpResponse:
    """Take down an answer; with the id of an earlier one, the same is asked again."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, CONSENT_RECORDED, opened.case)
    before = find_consent(opened.case, consent_id, CONSENT_RECORDED) if consent_id else None
    initial = next((asked_before(one) for one in consents_of(actor, opened) if one.row == before), {}) if before else {}
    agencies = agencies_here(actor).exclude(pk=opened.case.owner_id)
    form = ConsentForm(request.POST or None, initial=initial, agencies=agencies, findings=findings_of(actor, opened))

    def save() -> None:
        record_consent(actor=actor, opened=opened, new=form.new())

    return answer(request, opened, form, save, replace(ASKING, more={"wording": wording_on(timezone.localdate())}))


@require_POST
def withdraw(request: SignedInRequest, reference: str, consent_id: UUID) -> HttpResponse:
    """They take it back."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, CONSENT_WITHDRAWN, opened.case)
    row = find_consent(opened.case, consent_id, CONSENT_WITHDRAWN)
    withdraw_consent(actor=request.actor, case=opened.case, consent=row)
    messages.success(request, "Consent is withdrawn. Nothing more is shared by it, and whoever received it is told.")
    return redirect("casework:consent", reference=reference)


@require_http_methods(["GET", "POST"])
def capacity(request: SignedInRequest, reference: str) -> HttpResponse:
    """Record an assessment of capacity for one decision."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, CAPACITY_ASSESSED, opened.case)
    form = FindingForm(request.POST or None)

    def save() -> None:
        record_finding(actor=request.actor, case=opened.case, new=form.new())

    return answer(request, opened, form, save, CAPACITY)
