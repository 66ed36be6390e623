"""A password alone opens nothing but the way to a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.requests import Request

SIGN_IN_AGAIN = "You have been signed out to keep your work safe. Sign in again to go on."


class SecondFactorRequired:
    """Leads whoever gave a password alone to set up a second factor, and whoever stayed too long to sign in again."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Do nothing yet: only the view says whether it asks for both factors."""
        return self.get_response(request)

    def process_view(self, request: Request, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        """Runs after the middleware that says who acts: no actor means that a factor is missing or too old."""
        if request.actor is not None or not request.user.is_authenticated:
            return None
        if getattr(view, "before_second_factor", False) or not getattr(view, "login_required", True):
            return None
        if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_activate_totp")
        get_adapter(request).logout(request)
        messages.warning(request, SIGN_IN_AGAIN)
        return redirect("account_login")
