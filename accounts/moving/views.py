"""Pages on which somebody leaves, comes back, moves, or goes to work in another partnership."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.acts import PERSON_LEFT, PERSON_MOVED, PERSON_RETURNED, SECOND_FACTOR_RESET, SIGN_IN_ENDED
from accounts.moving.forms import MoveForm, SwitchForm
from accounts.moving.selectors import other_agencies, workplaces
from accounts.moving.services import come_back, leave, move, switch
from accounts.people.policies import require_administrator, require_manage, require_move, require_other
from accounts.people.selectors import one_of_staff
from accounts.people.services import LastAdministrator
from accounts.requests import SignedInRequest
from accounts.signin.services import end_sign_ins, reset_second_factor
from accounts.stepup import require_step_up


@require_http_methods(["GET", "POST"])
def leaving(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Say what closing an account takes, and close it."""
    require_administrator(request.actor, PERSON_LEFT)
    one = one_of_staff(request.actor, user_id, PERSON_LEFT)
    require_manage(request.actor, PERSON_LEFT, one.user.agency)
    require_other(request.actor, PERSON_LEFT, one.user)
    require_step_up(request.actor, PERSON_LEFT)
    if request.method == "POST":
        try:
            leave(actor=request.actor, user=one.user)
        except LastAdministrator as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The account is closed, from their next request on.")
        return redirect("staff:person", user_id=user_id)
    return render(request, "staff/leave.html", {"one": one, "workplaces": workplaces(one.user)})


@require_POST
def returning(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Open a closed account again."""
    require_administrator(request.actor, PERSON_RETURNED)
    one = one_of_staff(request.actor, user_id, PERSON_RETURNED)
    come_back(actor=request.actor, user=one.user)
    messages.success(request, "The account is open again. Give roles and teams afresh.")
    return redirect("staff:person", user_id=user_id)


@require_http_methods(["GET", "POST"])
def moving(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Say what moving takes, and move somebody to another agency."""
    require_administrator(request.actor, PERSON_MOVED)
    one = one_of_staff(request.actor, user_id, PERSON_MOVED)
    require_move(request.actor, PERSON_MOVED, one.user)
    require_other(request.actor, PERSON_MOVED, one.user)
    require_step_up(request.actor, PERSON_MOVED)
    form = MoveForm(request.POST or None, agencies=other_agencies(request.actor.partnership_id, one.user))
    if form.is_valid():
        try:
            move(actor=request.actor, user=one.user, agency=form.cleaned_data["agency"])
        except LastAdministrator as refusal:
            form.add_error("agency", str(refusal))
        else:
            messages.success(request, "They work for their new agency from now on. Give roles and teams afresh.")
            return redirect("staff:person", user_id=user_id)
    return render(request, "staff/move.html", {"one": one, "form": form})


@require_POST
def end_everywhere(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """End every sign-in of a colleague."""
    require_administrator(request.actor, SIGN_IN_ENDED)
    one = one_of_staff(request.actor, user_id, SIGN_IN_ENDED)
    end_sign_ins(actor=request.actor, user=one.user)
    messages.success(request, "They are signed out everywhere, from their next request on.")
    return redirect("staff:person", user_id=user_id)


@require_POST
def lost_factor(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Take a colleague's lost second factor away, so that they set up a new one."""
    require_administrator(request.actor, SECOND_FACTOR_RESET)
    one = one_of_staff(request.actor, user_id, SECOND_FACTOR_RESET)
    reset_second_factor(actor=request.actor, user=one.user)
    messages.success(request, "Their second factor is gone. At their next sign-in they set up a new one.")
    return redirect("staff:person", user_id=user_id)


@require_http_methods(["GET", "POST"])
def partnership(request: SignedInRequest) -> HttpResponse:
    """Go to work in another partnership; the page after it is that partnership's first."""
    initial = {"partnership": request.actor.partnership_id}
    form = SwitchForm(request.POST or None, initial=initial, workplaces=workplaces(request.user))
    if form.is_valid():
        switch(actor=request.actor, user=request.user, to=form.cleaned_data["partnership"])
        return redirect("casework:my-day")
    return render(request, "staff/partnership.html", {"form": form})
