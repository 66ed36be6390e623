"""Pages of disputes between agencies: the list, one of them, each of its steps, and raising one."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.denials import NotKnown
from accounts.requests import SignedInRequest
from casework.cases.selectors import open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.refusals import AlreadySent
from multiagency.acts import ESCALATION_RAISED
from multiagency.escalations.forms import DisagreementForm, StepForm
from multiagency.escalations.ladder import Step
from multiagency.escalations.models import Escalation
from multiagency.escalations.policies import (
    CannotStep,
    require_raise_about,
    require_raise_on,
    require_step,
    sharing_agencies,
)
from multiagency.escalations.selectors import escalations, find_escalation, open_escalation
from multiagency.escalations.services import ACTS, Said, raise_about, raise_on, take_step
from multiagency.referrals.selectors.reading import find_referral

TITLES: Final = {
    Step.ANSWERED: "Answer",
    Step.MOVED_UP: "Move it up to the next stage",
    Step.RESOLVED: "Record that you agreed",
    Step.UPHELD: "Record that the decision stands",
    Step.WITHDRAWN: "Withdraw it",
}
DONE: Final = {
    Step.ANSWERED: "Your answer is kept. The other agency is told; the days of this stage go on.",
    Step.MOVED_UP: "The dispute is moved up. Those who speak at the next stage are told, at both agencies.",
    Step.RESOLVED: "It is recorded that you agreed. The other agency is told.",
    Step.UPHELD: "It is recorded that the decision stands. The other agency is told.",
    Step.WITHDRAWN: "The dispute is withdrawn. The other agency is told.",
}
BY_PAGE: Final = {
    "answer": Step.ANSWERED,
    "move-up": Step.MOVED_UP,
    "agree": Step.RESOLVED,
    "uphold": Step.UPHELD,
    "withdraw": Step.WITHDRAWN,
}
RAISED: Final = "The dispute is raised. Those who speak at its first stage are told, at both agencies."
SENT_BEFORE: Final = "Send it again if you mean what is here now."
NOBODY: Final = "No other agency works this case with yours now, so there is nobody to disagree with about it."


@require_GET
def listed(request: SignedInRequest) -> HttpResponse:
    """The disputes of the reader's agency of which they may know, the first due first."""
    still, ended = escalations(request.actor)
    return render(request, "multiagency/escalations.html", {"still": still, "ended": ended})


@require_GET
def escalation(request: SignedInRequest, escalation_id: UUID) -> HttpResponse:
    """One dispute: at which stage, by when, what was said, and what the reader can do."""
    page = open_escalation(request.actor, find_escalation(request.actor, escalation_id))
    links = [(slug, TITLES[step]) for slug, step in BY_PAGE.items() if step in page.may]
    return render(request, "multiagency/escalation.html", {"page": page, "links": links})


@require_http_methods(["GET", "POST"])
@keeps_draft
def step(request: SignedInRequest, escalation_id: UUID, step: str) -> HttpResponse:
    """One step of a dispute, with what is said."""
    row = find_escalation(request.actor, escalation_id)
    wanted = BY_PAGE.get(step)
    if wanted is None:
        raise NotKnown(ACTS[Step.ANSWERED], row.subject)
    require_step(request.actor, ACTS[wanted], wanted, row)
    form = StepForm(request.POST or None, step=wanted)
    take_up(request, form)

    def take(said: Said) -> Escalation:
        return take_step(actor=request.actor, escalation=row, step=wanted, said=said).escalation

    back = (("multiagency:escalation", str(row.pk)), "Back to the dispute")
    return _answer(request, form, take, title=TITLES[wanted], done=DONE[wanted], back=back)


@require_http_methods(["GET", "POST"])
@keeps_draft
def of_referral(request: SignedInRequest, declined_id: UUID) -> HttpResponse:
    """Raise a dispute about a referral that waits too long or was not taken."""
    row = find_referral(request.actor, declined_id, ESCALATION_RAISED)
    require_raise_about(request.actor, row)
    form = StepForm(request.POST or None, step=Step.RAISED)
    take_up(request, form)

    def take(said: Said) -> Escalation:
        return raise_about(actor=request.actor, referral=row, said=said)

    back = (("multiagency:referral", str(row.pk)), "Back to the referral")
    return _answer(request, form, take, title="Raise a dispute about this referral", done=RAISED, back=back)


@require_http_methods(["GET", "POST"])
@keeps_draft
def of_case(request: SignedInRequest, reference: str) -> HttpResponse:
    """Raise a disagreement about a case with another agency that works it."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_raise_on(actor, opened.case)
    agencies = sharing_agencies(actor, opened.case)
    if not agencies:
        messages.warning(request, NOBODY)
    form = DisagreementForm(request.POST or None, agencies=agencies)
    take_up(request, form, opened.case.pk)

    def take(said: Said) -> Escalation:
        return raise_on(actor=actor, case=opened.case, agency=form.agency, said=said)

    back = (("multiagency:sharing", opened.case.reference), "Back to the case")
    return _answer(request, form, take, title="Raise a disagreement about this case", done=RAISED, back=back)


def _answer(
    request: SignedInRequest, form: StepForm, take: Callable[[Said], Escalation], *, title: str, done: str,
    back: tuple[tuple[str, str], str],
) -> HttpResponse:  # fmt: skip
    """Do what was sent and lead to the dispute; where that is refused the form says why, with what was typed."""
    if form.is_valid():
        try:
            row = take(form.said())
        except CannotStep as refusal:
            form.add_error(None, str(refusal))
        except AlreadySent:
            form.ask_again(SENT_BEFORE)
        else:
            messages.success(request, done)
            return redirect("multiagency:escalation", escalation_id=row.pk)
    (route, key), words = back
    page = {"form": form, "title": title, "route": route, "key": key, "back": words}
    return render(request, "multiagency/escalation_step.html", page)
