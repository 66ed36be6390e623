"""What a page does to have its form's draft kept: one decorator on the view, one call in it, one line in the template.

A form about a case that is answered by `casework.answering.answer` has it already. Elsewhere:

@keeps_draft
def log(request, reference):
    opened = open_case(request.actor, reference)
    form = LogForm(request.POST or None)
    take_up(request, form, opened.case.pk)
    ...

{% include "components/draft.html" with draft=form.draft only %}   after the form's own button
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from accounts.requests import SignedInRequest
from accounts.signin.kept import NEVER_KEPT, SENT_AGAIN
from casework.drafts.places import Place, place_of, signed
from casework.drafts.selectors import Fields, draft_at
from casework.drafts.services import TooLong, end_draft, keep_draft
from casework.inputs import DraftedForm
from casework.pasted import NoMinutesForm

P = ParamSpec("P")
TOKEN, PAGE, SEEN = "draft", "draft_page", "draft_seen"
OURS = frozenset({TOKEN, PAGE, SEEN, SENT_AGAIN, "csrfmiddlewaretoken", "keep", "drop"})
HERE_AGAIN = (
    "Here is what you typed, kept as a draft at {at}. It is not on the record until you save it; below the form you "
    "can throw it away."
)


@dataclass(frozen=True, slots=True)
class DraftOnPage:
    """What a form carries so that its draft is kept: where it belongs, which window this is, and which it shows."""

    token: str
    page: UUID
    seen: UUID | None
    saved_at: datetime | None


def take_up(request: SignedInRequest, form: DraftedForm, case_id: UUID | None = None) -> None:
    """Fill a form that is shown anew with what the reader has typed and not saved, and have its draft kept from now on.

    Call it once the view knows that the reader may use the form; `case_id` where the form is about a case.
    """
    name = request.resolver_match.view_name if request.resolver_match else ""
    place = Place(request.path, name, case_id, not isinstance(form, NoMinutesForm))
    token = signed(place, request.actor)
    if request.method == "POST":
        form.draft = DraftOnPage(token, id_in(request, PAGE) or uuid4(), id_in(request, SEEN), None)
        return
    typed = draft_at(request.actor, place)
    form.draft = DraftOnPage(token, uuid4(), typed.page if typed else None, typed.saved_at if typed else None)
    if typed:
        form.fill_in(_as_sent(typed.fields))
        messages.info(request, HERE_AGAIN.format(at=in_words(typed.saved_at)))


def keeps_draft(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
    """Let go of a form's draft once the view has taken the form, which it says by leading on to another page."""

    @wraps(view)
    def with_draft(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            let_go(request)
        return response

    return with_draft


def let_go(request: SignedInRequest) -> None:
    """Let go of the draft of the form that was sent to the address at which it stands."""
    place = place_of(request.POST.get(TOKEN, ""), request.actor)
    if place and place.path == request.path:
        end_draft(actor=request.actor, place=place)


def keep_on_the_way(request: SignedInRequest, *begun: str) -> None:
    """Keep what a form holds when one of its buttons leads elsewhere and back; nothing where it is not `begun`.

    A form is begun once one of these fields has something in it. What is too long for a draft is not kept, and it
    says so.
    """
    place = place_of(request.POST.get(TOKEN, ""), request.actor)
    if place is None or not any(request.POST.get(name, "").strip() for name in begun):
        return
    try:
        keep_draft(
            actor=request.actor, place=place, fields=typed_in(request), page=id_in(request, PAGE) or uuid4(), over=True
        )
    except TooLong:
        messages.error(request, "What you typed is too long to be kept as a draft. Go back to it and shorten it.")


def typed_in(request: HttpRequest) -> Fields:
    """What a form holds that is worth keeping: no token, no file, and nothing that proves who somebody is."""
    left_out = OURS | NEVER_KEPT
    return [(name, text) for name, texts in request.POST.lists() for text in texts if name not in left_out]


def id_in(request: HttpRequest, name: str) -> UUID | None:
    """An id of a form's hidden field; None where there is none, or something that is no id."""
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None


def in_words(at: datetime) -> str:
    """When a draft was kept: the time, and the day where that is not today."""
    here = timezone.localtime(at)
    day = "" if here.date() == timezone.localdate() else f" on {here.day} {here:%B}"
    return f"{here:%H:%M}{day}"


def _as_sent(fields: Fields) -> QueryDict:
    sent = QueryDict(mutable=True)
    for name, text in fields:
        sent.appendlist(name, text)
    return sent
