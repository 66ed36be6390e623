"""Pages of the ASB case review."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import CASE_REVIEW_STEPPED
from casework.answering import FormPage, Refused, answer
from casework.asb_review.clock import Step
from casework.asb_review.forms import ApplicationForm, StepForm
from casework.asb_review.selectors import reviews
from casework.asb_review.services import apply_for_review, take_step
from casework.cases.policies import require_work
from casework.cases.selectors import open_case, victim_case
from casework.refusals import ChangedMeanwhile

REFUSED: Final[Refused] = {
    ChangedMeanwhile: (
        None, "Somebody else wrote a step down meanwhile. Look at the page of the case review, and send this again.",
    ),
}  # fmt: skip
AGAIN: Final = "Look at the page of the case review before you send it again."
APPLICATION: Final = FormPage(
    title="An application for a case review", done="The application is written down.", back="casework:case-review",
    again=AGAIN, refused=REFUSED,
)  # fmt: skip
STEP: Final = FormPage(
    title="The next step of the case review", done="The step is written down.", back="casework:case-review",
    again=AGAIN, refused=REFUSED,
)  # fmt: skip


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

    def save() -> None:
        said = form.cleaned_data
        apply_for_review(
            actor=request.actor, case=case, step_id=said["id"], on=said["on"], by=said["by"], said=said["said"]
        )

    return answer(request, opened, form, save, APPLICATION)


@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write the next step down; sent twice, it is written once."""
    opened = open_case(request.actor, reference)
    case = victim_case(opened)
    require_work(request.actor, CASE_REVIEW_STEPPED, case)
    now = reviews(request.actor, opened).now
    offered = now.allowed if now else frozenset[Step]()
    form = StepForm(request.POST or None, allowed=frozenset(Step) if request.POST else offered)

    def save() -> None:
        said = form.cleaned_data
        step = Step(said["step"])
        take_step(actor=request.actor, case=case, step_id=said["id"], step=step, on=said["on"], said=said["said"])

    return answer(request, opened, form, save, STEP)
