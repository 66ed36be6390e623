"""Pages of places on cohorts: those of a case, and a cohort."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SignedInRequest
from casework.acts import LISTED, LISTING_ENDED, LISTING_REVIEWED
from casework.answering import FormPage, answer, form_page, saved
from casework.cases.policies import require_work
from casework.cases.selectors import offender_case, open_case
from casework.drafts.keeping import keeps_draft, take_up
from casework.inputs import id_sent
from casework.listings.forms import CohortForm, EndForm, ListForm, ReviewForm
from casework.listings.selectors import cohort, find_place, is_live, places_of
from casework.listings.services import AlreadyListed, ListedClosed, end_listing, list_person, review_listing
from casework.refusals import AlreadySent, ChangedMeanwhile

BACK: Final = "casework:listings"
LISTING: Final = FormPage(
    title="List on a cohort", button="List them", done="They have the place from today.", back=BACK,
    again="Look at the places of this case before you save again.",
    refused={
        AlreadyListed: ("programme_code", "They have a place on this programme already. Review that one instead."),
        ListedClosed: (None, "This case is closed. Open it again first: nobody is on a cohort whom nobody works."),
    },
)  # fmt: skip
REVIEW: Final = FormPage(title="Review", button="Save the review", done="The review is saved.", back=BACK)

MEANWHILE = "Somebody decided of this place meanwhile, and nothing of yours was saved. Look at the places of this case."


@require_GET
def cohorts(request: SignedInRequest) -> HttpResponse:
    """Who is on a programme, of those whom the reader may see."""
    form = CohortForm(request.GET)
    programme = form.chosen()
    page = cohort(request.actor, programme, request.GET.get("after", ""))
    return render(request, "casework/cohort.html", {"list_form": form, "programme": programme, "page": page})


@require_GET
def listings(request: SignedInRequest, reference: str) -> HttpResponse:
    """The live places of a case, with what was decided before."""
    opened = open_case(request.actor, reference)
    return render(request, "casework/listings.html", {"opened": opened, "places": places_of(request.actor, opened)})


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Give the person a place."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, LISTED, case)
    form = ListForm(request.POST or None, actor=request.actor, case=case)

    def save() -> None:
        list_person(actor=request.actor, case=case, decision=form.decision())

    return answer(request, opened, form, save, LISTING)


@require_http_methods(["GET", "POST"])
@keeps_draft
def review(request: SignedInRequest, reference: str, listing_id: UUID) -> HttpResponse:
    """Decide anew of a place."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, LISTING_REVIEWED, case)
    if request.method == "POST" and is_live(case, id_sent(request)):
        return saved(request, opened, REVIEW)  # the same sent again
    place = find_place(request.actor, opened, listing_id, LISTING_REVIEWED)
    form = ReviewForm(request.POST or None, actor=request.actor, case=case, place=place)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        try:
            review_listing(actor=request.actor, case=case, listing=place.row, decision=form.decision())
        except (AlreadySent, ChangedMeanwhile):
            form.add_error(None, MEANWHILE)
        else:
            return saved(request, opened, REVIEW)
    return form_page(request, opened, form, replace(REVIEW, title=f"Review: {place.programme}"))


@require_http_methods(["GET", "POST"])
@keeps_draft
def end(request: SignedInRequest, reference: str, listing_id: UUID) -> HttpResponse:
    """End a place, so that it is gone."""
    opened = open_case(request.actor, reference)
    case = offender_case(opened)
    require_work(request.actor, LISTING_ENDED, case)
    place = find_place(request.actor, opened, listing_id, LISTING_ENDED)
    form = EndForm(request.POST or None)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            end_listing(actor=request.actor, case=case, listing=place.row, reason=form.ending(), words=words)
        except ChangedMeanwhile:
            form.add_error(None, MEANWHILE)
        else:
            messages.success(request, "The place has ended. It is gone from the case and from every list.")
            return redirect(BACK, reference=reference)
    return render(request, "casework/listing_end.html", {"opened": opened, "form": form, "place": place})
