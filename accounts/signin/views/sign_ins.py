"""Where one is signed in, ending that elsewhere, and signing out here."""

from uuid import UUID

from allauth.account.views import LogoutView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from accounts.signin.selectors import sign_ins_of
from accounts.signin.services import end_other_sign_ins, end_sign_in
from accounts.signin.session import sign_in_of


@require_safe
def your_sign_ins(request: SignedInRequest) -> HttpResponse:
    """Every browser in which one is signed in, and since when."""
    here = sign_in_of(request)
    return render(request, "signin/sign_ins.html", {"sign_ins": sign_ins_of(request.actor), "here": here})


@require_POST
def end_one(request: SignedInRequest, sign_in_id: UUID) -> HttpResponse:
    """End one's own sign-in in one browser."""
    end_sign_in(actor=request.actor, sign_in=sign_in_id)
    here = sign_in_of(request)
    if here is not None and here.pk == sign_in_id:
        request.session.flush()
        return redirect("account_login")
    messages.success(request, "That sign-in has ended.")
    return redirect("sign_ins")


@require_POST
def end_others(request: SignedInRequest) -> HttpResponse:
    """End one's own sign-ins everywhere but here."""
    here = sign_in_of(request)
    if here is not None:
        end_other_sign_ins(actor=request.actor, but=here.pk)
    messages.success(request, "You are signed in here alone.")
    return redirect("sign_ins")


@method_decorator(login_not_required, name="dispatch")
class SignOutView(LogoutView):
    """Sign out, also half way in or with a locked screen; the middleware asks the browser to forget what it kept."""


sign_out = SignOutView.as_view()
