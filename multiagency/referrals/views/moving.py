"""Pages on both sides: the lists, one referral, each of its moves, and accepting it."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.denials import NotKnown
from accounts.requests import SignedInRequest
from casework.drafts.keeping import keeps_draft, take_up
from casework.inputs import id_sent
from casework.people.policies import require_add
from casework.refusals import AlreadySent
from multiagency.acts import REFERRAL_ACCEPTED
from multiagency.referrals.forms import AcceptForm, MoveForm
from multiagency.referrals.models import Referral
from multiagency.referrals.moves import CAME_BACK, Move, Side, State, may_move
from multiagency.referrals.places import other_agencies, own_teams
from multiagency.referrals.policies import CannotMove, may_answer_for, may_take_in, require_move
from multiagency.referrals.routed import reason_of
from multiagency.referrals.selectors.coming_back import sent_in_its_place
from multiagency.referrals.selectors.reading import find_referral, in_tray, open_referral, sent_list
from multiagency.referrals.selectors.taking import name_sent, own_cases, possible_matches, was_made
from multiagency.referrals.services.accepting import accept_referral
from multiagency.referrals.services.moving import ACTS, Said, move_referral
from multiagency.sharing.recipients import is_outside

MADE: Final = {
    Move.PASS_ON: "The referral is passed on.",
    Move.ASK: "Your question is sent. The clock stands still until they answer.",
    Move.ANSWER: "Your answer is sent. The clock runs again.",
    Move.DECLINE: "The referral is declined. The agency that refers is told.",
    Move.REDIRECT: "The referral is sent back, for the agency that you named. The agency that refers decides.",
    Move.WITHDRAW: "The referral is withdrawn. The other agency is told.",
    Move.HEAR: "It is recorded that the panel heard it.",
    Move.TRANSFER: "It is recorded that the referral went to another area.",
}
BY_PAGE: Final = {move.value.lower().replace("_", "-"): move for move in MADE}
SENT_BEFORE: Final = "Send it again if you mean what is here now."


@require_GET
def tray(request: SignedInRequest) -> HttpResponse:
    """What came in for the reader's agency and team, most urgent first."""
    return render(request, "multiagency/referrals.html", {"listed": in_tray(request.actor), "here": "in"})


@require_GET
def sent(request: SignedInRequest) -> HttpResponse:
    """What the reader's agency sent of cases that they see."""
    return render(request, "multiagency/referrals.html", {"listed": sent_list(request.actor), "here": "out"})


@require_GET
def referral(request: SignedInRequest, referral_id: UUID) -> HttpResponse:
    """One referral: where it is, who must move, what was sent. Opened by who decides, it counts as received."""
    row = find_referral(request.actor, referral_id)
    if row.state == State.DRAFT:
        return redirect("multiagency:referral-check", draft_id=row.pk)
    if _opens(request, row):
        move_referral(actor=request.actor, referral=row, move=Move.OPEN, said=Said())
        row = find_referral(request.actor, referral_id)
    page = open_referral(request.actor, row)
    links = [(step, TITLES[made]) for step, made in BY_PAGE.items() if made in page.may]
    shown = {
        "page": page,
        "links": links,
        "reason": reason_of(row),
        "outside": _by_link(request, row),
        **_coming_back(request, row),
    }
    return render(request, "multiagency/referral.html", shown)


@require_http_methods(["GET", "POST"])
@keeps_draft
def move(request: SignedInRequest, referral_id: UUID, step: str) -> HttpResponse:
    """One move of the table, with what it needs to say."""
    row = find_referral(request.actor, referral_id)
    wanted = BY_PAGE.get(step)
    if wanted is None:
        raise NotKnown(ACTS[Move.ASK], row.subject)
    require_move(request.actor, ACTS[wanted], wanted, row)
    form = MoveForm(
        request.POST or None, move=wanted, teams=own_teams(request.actor), agencies=other_agencies(request.actor)
    )
    take_up(request, form)
    if form.is_valid():
        try:
            move_referral(actor=request.actor, referral=row, move=wanted, said=form.said())
        except CannotMove as refusal:
            form.add_error(None, str(refusal))
        except AlreadySent:
            form.ask_again(SENT_BEFORE)
        else:
            return _done(request, row, MADE[wanted])
    return render(request, "multiagency/referral_move.html", {"row": row, "form": form, "title": TITLES[wanted]})


@require_http_methods(["GET", "POST"])
@keeps_draft
def accept(request: SignedInRequest, incoming_id: UUID) -> HttpResponse:
    """Take the person on, on a case of one's own agency; who may be the same stands first."""
    actor, row = request.actor, find_referral(request.actor, incoming_id)
    require_move(actor, REFERRAL_ACCEPTED, Move.ACCEPT, row)
    require_add(actor, REFERRAL_ACCEPTED)
    if request.method == "POST" and was_made(row, id_sent(request)):
        return _done(request, row, "The referral is accepted.")  # the same sent again
    name = name_sent(actor, row)
    known = possible_matches(actor, name)
    form = AcceptForm(
        request.POST or None, cases=own_cases(actor, row, known), known=known, closed=row.source_closed_on is not None,
        initial={"given": name.given, "family": name.family, "born": str(name.born or "")},
    )  # fmt: skip
    take_up(request, form)
    if form.is_valid():
        try:
            accept_referral(actor=actor, referral=row, taking=form.as_taken(), said=Said(id=form.cleaned_data["id"]))
        except CannotMove as refusal:
            form.add_error(None, str(refusal))
        except AlreadySent:
            form.ask_again(SENT_BEFORE)
        else:
            return _done(request, row, "The referral is accepted. The agency that refers is told.")
    return render(
        request, "multiagency/referral_accept.html", {"row": row, "form": form, "known": known, "title": "Accept"}
    )


TITLES: Final = {
    Move.PASS_ON: "Pass it to another team",
    Move.ASK: "Ask for information",
    Move.ANSWER: "Answer",
    Move.DECLINE: "Decline",
    Move.REDIRECT: "Send it back, for another agency",
    Move.WITHDRAW: "Withdraw",
    Move.HEAR: "Record that the panel heard it",
    Move.TRANSFER: "Record that it went to another area",
}


def _opens(request: SignedInRequest, row: Referral) -> bool:
    """Whether this look is that of somebody who deals with it, for the first time."""
    theirs = row.side_of(request.actor.agency_id) is Side.RECIPIENT and may_take_in(request.actor)
    return theirs and may_answer_for(request.actor, row) and may_move(Move.OPEN, Side.RECIPIENT, State(row.state))


def _by_link(request: SignedInRequest, row: Referral) -> bool:
    """Whether its sender has to hand it over, because nobody at the other agency is on this system."""
    waits = row.side_of(request.actor.agency_id) is Side.SENDER and row.state == State.SUBMITTED
    return bool(waits and row.agency and is_outside(row.agency))


def _coming_back(request: SignedInRequest, row: Referral) -> dict[str, object]:
    """For the agency whose referral came back: the one that was begun in its place, or that one can be."""
    if row.side_of(request.actor.agency_id) is not Side.SENDER or row.state not in CAME_BACK:
        return {}
    following = sent_in_its_place(row)
    return {"following": following, "begins": following is None and may_answer_for(request.actor, row)}


def _done(request: SignedInRequest, row: Referral, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("multiagency:referral", referral_id=row.pk)
