"""Pages of assessments: what is different from last time, one of them, and the form."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import ASSESSMENT_MADE
from casework.assessments.forms import AssessmentForm, InstallForm
from casework.assessments.policies import require_install
from casework.assessments.reading import SetRefused
from casework.assessments.selectors import catalogue, find_assessment, history, last_of_set
from casework.assessments.services import LaterOneThere, assess, install_questions
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.refusals import AlreadySent


@require_GET
def every(request: SignedInRequest, reference: str) -> HttpResponse:
    """What is different from last time, and every assessment that was made."""
    opened = open_case(request.actor, reference)
    sets = catalogue().for_role(opened.case.role, timezone.localdate())
    page = {"opened": opened, "history": history(request.actor, opened), "sets": sets}
    return render(request, "casework/assessments.html", page)


@require_GET
def one(request: SignedInRequest, reference: str, assessment_id: UUID) -> HttpResponse:
    """One assessment: its result with the arithmetic, what changed, and every answer."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "assessed": find_assessment(request.actor, opened, assessment_id)}
    return render(request, "casework/assessment.html", page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def new(request: SignedInRequest, reference: str, set_code: str) -> HttpResponse:
    """Assess somebody, a page of questions at a time; sent twice, it is kept once."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, ASSESSMENT_MADE, opened.case)
    edition = catalogue().in_force(set_code, timezone.localdate())
    if edition is None or opened.case.role not in edition.roles:
        raise Http404
    last = last_of_set(request.actor, opened, set_code)
    sent = request.POST if "complete" in request.POST else None
    form = AssessmentForm(sent, actor=request.actor, case=opened.case, edition=edition, last=last)
    take_up(request, form, opened.case.pk)
    if request.method == "POST" and not sent:
        form.fill_in(request.POST.copy())
    if form.is_valid() and (row := _assess(request, opened, form)):
        messages.success(request, "The assessment is kept. The one before it stays in the history.")
        return redirect("casework:assessment", reference=reference, assessment_id=row)
    step = max(0, min(form.step + ("next" in request.POST) - ("back" in request.POST), form.last_step))
    judging = step == form.last_step
    page = {
        "opened": opened, "form": form, "edition": edition, "last": last, "step": step, "number": step + 1,
        "group": None if judging else edition.groups[step], "page": list(form.page(step)),
        "carried": list(form.carried(step)), "judging": judging, "so_far": form.so_far(),
    }  # fmt: skip
    return render(request, "casework/assessment_new.html", page)


@require_http_methods(["GET", "POST"])
def question_sets(request: SignedInRequest) -> HttpResponse:
    """The sets of questions of the partnership; installing a version of one."""
    require_install(request.actor)
    form = InstallForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            edition = install_questions(actor=request.actor, definition=form.definition())
        except SetRefused as refused:
            for problem in refused.problems:
                form.add_error("file", problem)
        else:
            messages.success(request, f"“{edition.title}”, version {edition.version}, is installed.")
            return redirect("casework:question-sets")
    page = {"form": form, "editions": catalogue().newest_first(), "today": timezone.localdate()}
    return render(request, "casework/question_sets.html", page)


def _assess(request: SignedInRequest, opened: OpenedCase, form: AssessmentForm) -> UUID | None:
    """Keep it; where that is refused the form says why, with what was typed."""
    try:
        return assess(actor=request.actor, case=opened.case, new=form.entry()).pk
    except AlreadySent:
        form.ask_again("Complete it again to keep what is typed here as another assessment.")
    except LaterOneThere:
        form.add_error("assessed_on", "A later assessment was recorded meanwhile. Look at it first.")
    return None
