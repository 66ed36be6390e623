"""A password alone opens nothing but the way to a second factor, and a locked screen opens nothing but its lock."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.people.models import User
from accounts.requests import Request
from accounts.signin.kept import SENT_AGAIN, forget
from accounts.signin.session import in_force, sign_in_of
from accounts.signin.way_back import way_through

FORGET = '"cache", "storage"'
"""What a browser is asked to forget; cookies go one by one, for that of a known browser stays."""

SIGN_IN_AGAIN = "You have been signed out to keep your work safe. Sign in again to go on."


class SecondFactorRequired:
    """Leads whoever is known but not let through to what is missing, and back; what they sent is kept meanwhile."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Ask a browser whose session is over to forget what it kept, however it came to be over."""
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.session_key is None:
            response.headers["Clear-Site-Data"] = FORGET
        return response

    def process_view(self, request: Request, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        """Runs after the middleware that says who acts: without an actor, a factor is missing or the screen locked."""
        if request.actor is not None:
            _forget_what_is_sent_again(request)
            return None
        if not isinstance(request.user, User) or not getattr(view, "login_required", True):
            return None
        if in_force(request, request.user) and _locked(request):
            return None if getattr(view, "while_locked", False) else way_through(request, request.user, "locked")
        if getattr(view, "before_second_factor", False):
            return None
        if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_activate_totp")
        return _sign_in_again(request, request.user)


def _locked(request: Request) -> bool:
    sign_in = sign_in_of(request)
    return sign_in is not None and sign_in.locked


def _sign_in_again(request: Request, user: User) -> HttpResponse:
    back = way_through(request, user, "account_login")
    get_adapter(request).logout(request)
    messages.warning(request, SIGN_IN_AGAIN)
    return back


def _forget_what_is_sent_again(request: Request) -> None:
    """The copy goes in the transaction that takes the form: where that fails, the copy stays."""
    sent_again = request.POST.get(SENT_AGAIN) if request.method == "POST" else None
    if sent_again and isinstance(request.user, User):
        with suppress(ValueError):
            forget(request.user, UUID(sent_again))
