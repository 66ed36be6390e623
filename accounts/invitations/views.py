"""Inviting somebody, and the page on which they choose their password."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.acts import INVITED
from accounts.invitations.forms import FirstPasswordForm, InviteForm
from accounts.invitations.selectors import usable
from accounts.invitations.sending import post_link
from accounts.invitations.services import Invited, NotInvited, invite, invite_again, set_first_password
from accounts.people.policies import require_administrator, require_manage, roles_to_give
from accounts.people.selectors import agency_here, one_of_staff, teams_of
from accounts.requests import Request, SignedInRequest
from accounts.stepup import require_step_up


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, code: str) -> HttpResponse:
    """Invite somebody to an agency."""
    require_administrator(request.actor, INVITED)
    agency = agency_here(request.actor, code, INVITED)
    require_manage(request.actor, INVITED, agency)
    require_step_up(request.actor, INVITED)
    form = InviteForm(request.POST or None, offered=roles_to_give(request.actor), teams=teams_of(agency.pk))
    if form.is_valid():
        try:
            return _told(request, invite(actor=request.actor, agency=agency, invitee=form.invitee()))
        except NotInvited as refusal:
            form.add_error("email", str(refusal))
    return render(request, "staff/invite.html", {"agency": agency, "form": form})


@require_POST
def again(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Send a new link in place of one that was lost or ran out."""
    require_administrator(request.actor, INVITED)
    one = one_of_staff(request.actor, user_id, INVITED)
    try:
        return _told(request, invite_again(actor=request.actor, user=one.user))
    except NotInvited as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:person", user_id=user_id)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def accept(request: Request, token: str) -> HttpResponse:
    """Choose a password with a link that was sent; a link used, run out, withdrawn or made up gets one answer."""
    invitation = usable(token)
    if invitation is None:
        return render(request, "staff/invitation_over.html")
    form = FirstPasswordForm(request.POST or None, user=invitation.user)
    if not form.is_valid():
        return render(request, "staff/first_password.html", {"form": form})
    if set_first_password(token=token, password=form.cleaned_data["password"]) is None:
        return render(request, "staff/invitation_over.html")
    messages.success(request, "Your password is set. Sign in with it, then set up your second factor.")
    return redirect("account_login")


def _told(request: SignedInRequest, invited: Invited) -> HttpResponseRedirect:
    """Send the link, and say so; the demo sends none and shows it."""
    if not invited.token:
        messages.success(request, "They sign in already, and now work in this partnership too.")
        return redirect("staff:person", user_id=invited.user.pk)
    if settings.DEMO:
        link = request.build_absolute_uri(reverse("invitation", args=[invited.token]))
        messages.success(request, f"The demo sends no e-mail. This is the link that they would get: {link}")
    else:
        post_link(actor=request.actor, user=invited.user)
        messages.success(request, "The invitation is on its way. Its link works once, for 72 hours.")
    return redirect("staff:person", user_id=invited.user.pk)
