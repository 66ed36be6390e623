"""Pages of the ASB case review."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import CASE_REVIEW_STEPPED
from casework.asb_review.clock import Step
from casework.asb_review.forms import ApplicationForm, StepForm
from casework.asb_review.selectors import reviews
from casework.asb_review.services import NotNow, apply_for_review, take_step
from casework.cases.policies import require_work
from casework.cases.selectors import open_case
from casework.cases.services import ChangedMeanwhile
from casework.once import AlreadySent
from casework.victims.selectors import victim_case

MEANWHILE = "Somebody else wrote a step down meanwhile. Look at the page of the case review, and send this again."


@require_GET
def page(request: SignedInRequest, reference: str) -> HttpResponse:
    """What is due next and by when, then every step."""
    opened = open_case(request.actor, reference)
    said = {"opened": opened, "reviews": reviews(request.actor, opened)}
    return render(request, "casework/case_review.html", said)


@require_http_methods(["GET", "POST"])
def start(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write an application down; sent twice, it is written once."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_work(request.actor, CASE_REVIEW_STEPPED, case)
    form = ApplicationForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            apply_for_review(
                actor=request.actor, case=case, step_id=said["id"], on=said["on"], by=said["by"], said=said["said"]
            )
        except (AlreadySent, NotNow, ChangedMeanwhile) as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, "The application is written down.")
            return redirect("casework:case-review", reference=reference)
    shown = {"opened": opened, "form": form, "title": "An application for a case review", "button": "Save"}
    return render(request, "casework/case_form.html", shown)


@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write the next step down; sent twice, it is written once."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_work(request.actor, CASE_REVIEW_STEPPED, case)
    now = reviews(request.actor, opened).now
    offered = now.allowed if now else frozenset[Step]()
    form = StepForm(request.POST or None, allowed=frozenset(Step) if request.POST else offered)
    if form.is_valid():
        said = form.cleaned_data
        try:
            take_step(
                actor=request.actor, case=case, step_id=said["id"], step=Step(said["step"]), on=said["on"],
                said=said["said"],
            )  # fmt: skip
        except (AlreadySent, NotNow, ChangedMeanwhile) as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, "The step is written down.")
            return redirect("casework:case-review", reference=reference)
    shown = {"opened": opened, "form": form, "title": "The next step of the case review", "button": "Save"}
    return render(request, "casework/case_form.html", shown)


def _refused(form: ApplicationForm | StepForm, refusal: Exception) -> None:
    if isinstance(refusal, AlreadySent):
        form.ask_again("Look at the page of the case review before you send it again.")
    else:
        form.add_error(None, MEANWHILE if isinstance(refusal, ChangedMeanwhile) else str(refusal))
