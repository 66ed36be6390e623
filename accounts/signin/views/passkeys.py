"""One's own passkeys, and signing in with one. The ceremony in the browser is the library's script."""

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.views import BaseReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator

from accounts.acts import PASSKEY_ADDED, PASSKEY_REMOVED
from accounts.people.models import User
from accounts.signin import records
from accounts.signin.forms import (
    AddPasskeyForm,
    ConfirmForm,
    PasskeyConfirmForm,
    PasskeyForm,
    PasskeySignInForm,
    SecondStepForm,
)
from accounts.signin.passkeys import newest_passkey, write_facts
from accounts.signin.session import ours
from accounts.signin.views.proving import AsksForProof


class AddPasskeyView(AddWebAuthnView):
    """Add a passkey, after a fresh code."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: AddPasskeyForm) -> HttpResponse:
        """Keep it, with what is known of it sealed beside it."""
        response = super().form_valid(form)
        user = ours(self.request.user)
        write_facts(newest_passkey(user), form.cleaned_data["facts"])
        records.done_by(user, PASSKEY_ADDED, signs_in=form.cleaned_data["facts"].signs_in)
        return response


class RemovePasskeyView(RemoveWebAuthnView):
    """Remove a passkey, after a fresh code; it opens nothing from now on."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove and record it."""
        response = super().form_valid(form)
        records.done_by(ours(self.request.user), PASSKEY_REMOVED)
        return response


class RenamePasskeyView(EditWebAuthnView):
    """Give a passkey another name."""

    success_url = reverse_lazy("mfa_index")


class PasskeySignInView(LoginWebAuthnView):
    """Sign in with a passkey alone. The challenge is the same for everybody: it asks for no name and names no key."""

    def form_invalid(self, form: PasskeySignInForm) -> HttpResponse:
        """Say that it did not work, on the page from which it was tried."""
        for problem in form.errors.get("credential", []):
            messages.error(self.request, str(problem))
        return redirect("account_login")


@method_decorator(login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login"), name="dispatch")
class SecondStepView(AsksForProof):
    """The second step of signing in: a code, or a passkey."""

    template_name = "mfa/authenticate.html"
    code_form, passkey_form = SecondStepForm, PasskeyForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """From the start again where the second factor was taken away meanwhile."""
        if not is_mfa_enabled(self.whose(), [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Signed in."""
        form.save()
        signed_in: HttpResponse = self.request._login_stage.exit()  # type: ignore[attr-defined]  # noqa: SLF001
        return signed_in

    def whose(self) -> User:
        """Whoever gave their password."""
        return ours(self.request._login_stage.login.user)  # type: ignore[attr-defined]  # noqa: SLF001


class ConfirmView(AsksForProof, BaseReauthenticateView):
    """Confirm who one is by a code or a passkey, and go back to what asked for it."""

    template_name = "mfa/reauthenticate.html"
    code_form, passkey_form = ConfirmForm, PasskeyConfirmForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Note it, and go back."""
        form.save()
        return super().form_valid(form)

    def whose(self) -> User:
        """Whoever is signed in."""
        return ours(self.request.user)


add_passkey = AddPasskeyView.as_view()
remove_passkey = RemovePasskeyView.as_view()
rename_passkey = RenamePasskeyView.as_view()
passkey_sign_in = PasskeySignInView.as_view()
confirm = ConfirmView.as_view()
second_step = SecondStepView.as_view()
