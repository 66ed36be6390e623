"""Keeping a draft, asked for by the page itself while somebody types, or by a button."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from casework.drafts.keeping import PAGE, SEEN, TOKEN, id_in, in_words, typed_in
from casework.drafts.places import Place, place_of
from casework.drafts.services import Pasted, TooLong, TypedElsewhere, drop_draft, keep_draft
from casework.pasted import REFUSAL
from vault.ids import uuid7

TOO_OLD = "This page has been open for too long, so nothing was kept. Copy what you typed and open the form again."
TOO_LONG = "This is too long to be kept as a draft. Nothing is lost while this page is open: shorten it, or save it."
ELSEWHERE = "You have typed into this form in another window since. What is here is not kept."
DONE_WITH = "This form was saved or thrown away in another window. What is here is not kept."


@require_POST
def draft(request: SignedInRequest) -> HttpResponse:
    """Keep what is typed into a form, or throw its draft away; a script is answered in JSON, a button with the form."""
    place = place_of(request.POST.get(TOKEN, ""), request.actor)
    by_script = request.headers.get("Accept") == "application/json"
    if place is None:
        if by_script:
            return _problem(TOO_OLD, HTTPStatus.GONE)
        messages.error(request, TOO_OLD)
        return redirect("/")
    if "drop" in request.POST:
        drop_draft(actor=request.actor, place=place)
        messages.success(request, "The draft is thrown away.")
        return redirect(place.path)
    return _keep_for_script(request, place) if by_script else _keep(request, place)


def _keep_for_script(request: SignedInRequest, place: Place) -> HttpResponse:
    page, seen = id_in(request, PAGE) or uuid7(), id_in(request, SEEN)
    try:
        kept = keep_draft(actor=request.actor, place=place, fields=typed_in(request), page=page, seen=seen)
    except TooLong:
        return _problem(TOO_LONG, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except Pasted:
        return _problem(REFUSAL, HTTPStatus.UNPROCESSABLE_ENTITY)
    except TypedElsewhere as elsewhere:
        words = ELSEWHERE if elsewhere.page else DONE_WITH
        return _problem(words, HTTPStatus.CONFLICT, seen=str(elsewhere.page or ""))
    return JsonResponse({"saved": in_words(kept.saved_at), "seen": str(page)})


def _keep(request: SignedInRequest, place: Place) -> HttpResponse:
    """Without a script the button is pressed on purpose, so it overwrites what another window has typed."""
    page, fields = id_in(request, PAGE) or uuid7(), typed_in(request)
    try:
        keep_draft(actor=request.actor, place=place, fields=fields, page=page, over=True)
    except TooLong:
        return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except Pasted:
        messages.error(request, REFUSAL)
    return redirect(place.path)


def _problem(words: str, status: HTTPStatus, **more: str) -> JsonResponse:
    return JsonResponse({"problem": words, **more}, status=status)
