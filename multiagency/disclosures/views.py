"""Pages of sharing: choosing and sending, asking about what is held back, and what was received."""

from typing import Final, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.drafts.keeping import let_go, take_up
from casework.items.selectors import items_to_choose
from casework.purposes import Purpose
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import DECISION_ASKED, DISCLOSED, DISCLOSURES_LISTED
from multiagency.asked_decisions.models import Decider
from multiagency.asked_decisions.services import ask
from multiagency.disclosures.forms import AskForm, PickingForm, ShareForm, ToldForm
from multiagency.disclosures.preview import preview
from multiagency.disclosures.selectors import (
    find_received,
    history_of,
    own_case,
    received,
    recipients,
    to_send_on,
)
from multiagency.disclosures.services import send, weigh_with_granted
from multiagency.sharing.receiving import received_items
from multiagency.sharing.sending import FactsChanged, Sent
from multiagency.sharing.weighing import fingerprint

FormT = TypeVar("FormT", bound=PickingForm)
GONE: Final = "Something that you chose is no longer on the case, or is no longer yours to see. Choose again."
AGAIN: Final = "Look at what was shared of this case before you send again."
ALL_SENT: Final = "It is sent. You see here when it is opened."
SOME_SENT: Final = "What may go is sent. What may not go was held back, and why is kept with the case."
TOLD_ALL: Final = "It is written down that they were told."
TOLD_SOME: Final = (
    "What may be told is written down. What may not be told is listed as refused: do not tell it, and if you have, "
    "tell your information-governance officer today."
)
TOLD_NONE: Final = (
    "None of it may be told as it is. Do not tell it; if you have, tell your information-governance officer today. Why "
    "is kept with the case."
)
NO_CASE: Final = (
    "You work no case with this reference. Enter the reference of the case of yours for which they need it, or ask its "
    "lead."
)
NONE_SENT: Final = "Nothing was sent, because none of it may go. Why is kept with the case."


@require_http_methods(["GET", "POST"])
def share(request: SignedInRequest, reference: str) -> HttpResponse:
    """Choose what goes to whom, see what will go and what will not, and send it."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, DISCLOSED, opened.case)
    form = _form(request, opened, ShareForm)
    take_up(request, form, opened.case.pk)
    if form.is_valid() and "change" not in request.POST:
        try:
            return _send(request, opened, form) if "send" in request.POST else _look(request, opened, form)
        except AlreadySent:
            form.ask_again(AGAIN)
        except ChangedMeanwhile:
            form.add_error("items", GONE)
    return render(request, "multiagency/share.html", {"opened": opened, "form": form})


def _form(request: SignedInRequest, opened: OpenedCase, kind: type[FormT]) -> FormT:
    actor = request.actor
    copies = to_send_on(actor, request.GET.get("received", ""), request.POST.getlist("items"))
    items = [*items_to_choose(actor, opened), *received_items(actor, opened, copies)]
    return kind(
        request.POST or None, initial={"purpose": opened.case.purpose}, items=items,
        agencies=agencies_here(actor).exclude(pk=actor.agency_id), people=recipients(actor),
        people_alone=opened.case.restricted,
    )  # fmt: skip


def _look(request: SignedInRequest, opened: OpenedCase, form: ShareForm, before: str = "") -> HttpResponse:
    """What would go and what would not; nothing is sent."""
    picked, weighed = weigh_with_granted(request.actor, opened, form.picked())
    answer = preview(weighed, opened.case, before)
    form.say(gateway=picked.claims.gateway, seen=fingerprint(weighed), shown=answer.token)
    page = {"opened": opened, "form": form, "answer": answer, "picked": picked}
    return render(request, "multiagency/share_preview.html", page)


def _send(request: SignedInRequest, opened: OpenedCase, form: ShareForm) -> HttpResponse:
    """Send it; where the facts changed since they were shown, nothing is sent and the answer now is shown."""
    said = form.cleaned_data
    try:
        picked, _ = weigh_with_granted(request.actor, opened, form.picked())
        sent = send(actor=request.actor, opened=opened, picked=picked, seen=said["seen"])
    except FactsChanged:
        return _look(request, opened, form, before=said["shown"])
    return _sent(request, opened, sent, (ALL_SENT, SOME_SENT, NONE_SENT))


def _sent(request: SignedInRequest, opened: OpenedCase, sent: Sent, words: tuple[str, str, str]) -> HttpResponse:
    """Say what came of it, for all of it, some and none, and lead to what was sent."""
    let_go(request)
    every, some, none = words
    if sent.disclosure is None:
        messages.error(request, none)
        return redirect("multiagency:disclosures", reference=opened.case.reference)
    messages.success(request, some if any(row.disclosure_id is None for row in sent.decisions) else every)
    return redirect("multiagency:disclosure", reference=opened.case.reference, disclosure_id=sent.disclosure.pk)


@require_POST
def put_to(request: SignedInRequest, reference: str) -> HttpResponse:
    """Ask whoever can resolve what is held back: first why, then the question is put."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, DECISION_ASKED, opened.case)
    form = _form(request, opened, AskForm)
    decider = next((one for one in Decider if one.value == request.POST.get("decider")), None)
    if "put" not in request.POST:
        form.fill_in(request.POST.copy())
    elif decider and form.is_valid():
        picked, weighed = weigh_with_granted(request.actor, opened, form.picked())
        try:
            ask(actor=request.actor, opened=opened, picked=picked, weighed=weighed, decider=decider,
                reasons=form.reasons())  # fmt: skip
        except ChangedMeanwhile:
            messages.error(request, "Nothing is held back that they decide any more. Look again at what will go.")
        else:
            messages.success(request, "It is put to them. You are told when it is decided; then share it again.")
        return redirect("multiagency:share", reference=reference)
    return render(request, "multiagency/share_ask.html", {"opened": opened, "form": form, "decider": decider})


@require_http_methods(["GET", "POST"])
def told(request: SignedInRequest, reference: str) -> HttpResponse:
    """Write down what is told by word of mouth; whether it may be told is decided as for anything that is sent."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, DISCLOSED, opened.case)
    form = _form(request, opened, ToldForm)
    take_up(request, form, opened.case.pk)
    if form.is_valid():
        picked, weighed = weigh_with_granted(request.actor, opened, form.picked(Purpose(opened.case.purpose)))
        try:
            sent = send(actor=request.actor, opened=opened, picked=picked, seen=fingerprint(weighed))
        except AlreadySent:
            form.ask_again(AGAIN)
        else:
            return _sent(request, opened, sent, (TOLD_ALL, TOLD_SOME, TOLD_NONE))
    return render(request, "multiagency/told.html", {"opened": opened, "form": form})


@require_GET
def history(request: SignedInRequest, reference: str) -> HttpResponse:
    """What was sent of the case, and what was refused."""
    opened = open_case(request.actor, reference)
    require_work(request.actor, DISCLOSURES_LISTED, opened.case)
    page = {"opened": opened, "history": history_of(request.actor, opened)}
    return render(request, "multiagency/disclosures.html", page)


@require_POST
def send_on(request: SignedInRequest, disclosure_id: UUID) -> HttpResponse:
    """Begin to send on what was received, from a case of one's own; its owner is asked before anything goes."""
    row = find_received(request.actor, disclosure_id)
    case = own_case(request.actor, request.POST.get("reference", ""))
    if case is None:
        messages.error(request, NO_CASE)
        return redirect("multiagency:received", disclosure_id=row.pk)
    return redirect(reverse("multiagency:share", args=[case.reference]) + f"?received={row.pk}")


@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """What other agencies sent to the reader, or to their agency."""
    return render(request, "multiagency/received_list.html", {"rows": received(request.actor)})
