"""Pages of transfer packs: those of a case, making one, the lists, one of them, and each of its moves."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.agencies.selectors import agencies_here
from accounts.denials import NotKnown
from accounts.requests import SignedInRequest
from casework.cases.policies import require_work
from casework.cases.selectors import OpenedCase, open_case
from casework.drafts.keeping import keeps_draft, let_go, take_up
from casework.items.selectors import items_of
from casework.refusals import AlreadySent, ChangedMeanwhile
from multiagency.acts import TRANSFER_LOOKED_AT, TRANSFER_SENT
from multiagency.disclosures.preview import preview
from multiagency.disclosures.selectors import recipients
from multiagency.sharing.sending import FactsChanged
from multiagency.transfers.forms import MoveForm, PackForm
from multiagency.transfers.moves import BY_THE_PRODUCT, Move
from multiagency.transfers.policies import CannotTransfer, require_move
from multiagency.transfers.selectors import came, find_pack, open_pack, packs_of, went
from multiagency.transfers.services.moving import ACTS, move_pack
from multiagency.transfers.services.sending import prepare, send_pack

GONE: Final = "Something that you chose is no longer on the case, or is no longer yours to see. Choose again."
NOTHING_WENT: Final = "Nothing was sent, because none of it may go. Why is kept with the case."
AGAIN: Final = "Send it again if you mean what is here now."
TITLES: Final = {
    Move.ACKNOWLEDGE: "Acknowledge",
    Move.HEARD_BACK: "Write down who acknowledged it",
    Move.ASK: "Ask for missing papers",
    Move.SUPPLY: "Answer about missing papers",
    Move.TALK: "Write down a conversation",
    Move.CLOSE: "Close as handed over",
    Move.RETURN: "Do not take them on",
    Move.WITHDRAW: "Withdraw",
}
MADE: Final = {
    Move.ACKNOWLEDGE: "The pack is acknowledged in your name. The agency that hands over is told.",
    Move.HEARD_BACK: "It is written down who acknowledged it.",
    Move.ASK: "Your question is sent. They are told.",
    Move.SUPPLY: "Your answer is sent. They are told.",
    Move.TALK: "The conversation is written down. Both agencies see it.",
    Move.CLOSE: "The handover is done. You can close the case when nothing else is open on it.",
    Move.RETURN: "It is written down that you do not take them on. The agency that hands over is told.",
    Move.WITHDRAW: "The pack is withdrawn. The other agency is told.",
}
BY_PAGE: Final = {move.value.lower().replace("_", "-"): move for move in Move if move not in BY_THE_PRODUCT}


@require_GET
def of_case(request: SignedInRequest, reference: str) -> HttpResponse:
    """The transfer packs of a case."""
    opened = open_case(request.actor, reference)
    page = {"opened": opened, "lines": packs_of(request.actor, opened)}
    return render(request, "multiagency/case_transfers.html", page)


@require_http_methods(["GET", "POST"])
@keeps_draft
def make(request: SignedInRequest, reference: str) -> HttpResponse:
    """Fill in a transfer pack, see what will go and what will not, and send it."""
    actor, opened = request.actor, open_case(request.actor, reference)
    require_work(actor, TRANSFER_SENT, opened.case)
    form = PackForm(
        request.POST or None, role=opened.case.role, initial={"purpose": opened.case.purpose},
        items=items_of(actor, opened), agencies=agencies_here(actor).exclude(pk=actor.agency_id),
        people_alone=opened.case.restricted,
        people=recipients(actor),
    )  # fmt: skip
    take_up(request, form, opened.case.pk)
    if form.is_valid() and "change" not in request.POST:
        try:
            return _send(request, opened, form) if "send" in request.POST else _look(request, opened, form)
        except CannotTransfer as refusal:
            form.add_error(None, str(refusal))
        except AlreadySent:
            form.ask_again(AGAIN)
        except ChangedMeanwhile:
            form.add_error("items", GONE)
    return render(request, "multiagency/transfer_new.html", {"opened": opened, "form": form})


def _look(request: SignedInRequest, opened: OpenedCase, form: PackForm, before: str = "") -> HttpResponse:
    """What would go and what would not, and what becomes of each paper; nothing is sent."""
    prepared = prepare(request.actor, opened, form.new_pack())
    answer = preview(prepared.weighed, opened.case, before)
    form.say(gateway=prepared.picked.claims.gateway, seen=prepared.seen, shown=answer.token)
    page = {"opened": opened, "form": form, "answer": answer, "picked": prepared.picked, "papers": prepared.papers}
    return render(request, "multiagency/share_preview.html", page)


def _send(request: SignedInRequest, opened: OpenedCase, form: PackForm) -> HttpResponse:
    """Send it; where the facts changed since they were shown, nothing is sent and the answer now is shown."""
    said = form.cleaned_data
    try:
        pack = send_pack(actor=request.actor, opened=opened, new=form.new_pack(), seen=said["seen"])
    except FactsChanged:
        return _look(request, opened, form, before=said["shown"])
    let_go(request)
    if pack is None:
        messages.error(request, NOTHING_WENT)
        return redirect("multiagency:case-transfers", reference=opened.case.reference)
    messages.success(request, f"The transfer pack is sent to {pack.agency.name}. This case stays open until they "
                     "acknowledge it.")  # fmt: skip
    return redirect("multiagency:transfer", pack_id=pack.pk)


@require_GET
def packs(request: SignedInRequest) -> HttpResponse:
    """What came to the reader's agency, and what it sent of cases that they see."""
    page = {"came": came(request.actor), "went": went(request.actor)}
    return render(request, "multiagency/transfers.html", page)


@require_GET
def pack(request: SignedInRequest, pack_id: UUID) -> HttpResponse:
    """One pack: where it is, who must move, what became of each paper, and what happened."""
    page = open_pack(request.actor, find_pack(request.actor, pack_id))
    links = [(step, TITLES[move]) for step, move in BY_PAGE.items() if move in page.may]
    return render(request, "multiagency/transfer.html", {"page": page, "links": links})


@require_http_methods(["GET", "POST"])
@keeps_draft
def move(request: SignedInRequest, pack_id: UUID, turn: str) -> HttpResponse:
    """One move of the table, with what it needs to say."""
    row, wanted = find_pack(request.actor, pack_id), BY_PAGE.get(turn)
    if wanted is None:
        raise NotKnown(TRANSFER_LOOKED_AT, row.subject)
    require_move(request.actor, ACTS[wanted], row)
    form = MoveForm(request.POST or None, move=wanted)
    take_up(request, form)
    if form.is_valid():
        try:
            move_pack(actor=request.actor, pack=row, move=wanted, said=form.said())
        except CannotTransfer as refusal:
            form.add_error(None, str(refusal))
        except AlreadySent:
            form.ask_again(AGAIN)
        else:
            let_go(request)
            messages.success(request, MADE[wanted])
            return redirect("multiagency:transfer", pack_id=row.pk)
    return render(request, "multiagency/transfer_move.html", {"row": row, "form": form, "title": TITLES[wanted]})
