"""Setting up and renewing the app and its recovery codes, and changing a password."""

from typing import Any

from allauth.account.internal.flows.login import clear_authentication_records
from allauth.account.views import PasswordChangeView
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from accounts.acts import RECOVERY_CODES_MADE, SECOND_FACTOR_ENROLLED, SECOND_FACTOR_REMOVED
from accounts.signin import records
from accounts.signin.codes import app_of, bind, forget_recovery_codes, spend
from accounts.signin.forms import EnrolForm
from accounts.signin.passkeys import facts_of
from accounts.signin.session import before_second_factor, ours, second_factor_given


class YourSignInView(IndexView):
    """One's own password, app, recovery codes and passkeys."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Each passkey with what is known of it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        mine = [wrapped.instance for wrapped in context["authenticators"].get(Authenticator.Type.WEBAUTHN, [])]
        return {**context, "passkeys": [(passkey, facts_of(passkey)) for passkey in mine]}


class EnrolView(ActivateTOTPView):
    """Set up an authenticator app; with it come the recovery codes, shown once on the next page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nothing to set up where there is an app already."""
        if is_mfa_enabled(ours(request.user), [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: EnrolForm) -> HttpResponse:
        """The app is set up: its first code is used up, and counts as the second factor of this session."""
        response = super().form_valid(form)
        user = ours(self.request.user)
        bind(user)
        if app := app_of(user):
            spend(app, form.cleaned_data["code"])
        second_factor_given(self.request, user, by=Authenticator.Type.TOTP)
        records.done_by(user, SECOND_FACTOR_ENROLLED)
        return response

    def get_success_url(self) -> str:
        """The recovery codes."""
        return reverse("mfa_view_recovery_codes")


class NewRecoveryCodesView(GenerateRecoveryCodesView):
    """Make new recovery codes; the old ones open nothing from now on."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Make and record them."""
        response = super().form_valid(form)
        bind(ours(self.request.user))
        records.done_by(ours(self.request.user), RECOVERY_CODES_MADE)
        return response


class ReplaceAppView(DeactivateTOTPView):
    """Remove the authenticator app, after a code of it, to set up another; until then no case can be opened."""

    success_url = reverse_lazy("mfa_activate_totp")

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove app and recovery codes, and forget that this session gave a second factor."""
        response = super().form_valid(form)
        forget_recovery_codes(ours(self.request.user))
        clear_authentication_records(self.request)
        records.done_by(ours(self.request.user), SECOND_FACTOR_REMOVED)
        return response


class ChangePasswordView(PasswordChangeView):
    """Choose a new password; the old one is asked for."""

    success_url = reverse_lazy("mfa_index")


your_sign_in = YourSignInView.as_view()
enrol = before_second_factor(EnrolView.as_view())
replace_app = ReplaceAppView.as_view()
change_password = ChangePasswordView.as_view()
new_recovery_codes = NewRecoveryCodesView.as_view()
