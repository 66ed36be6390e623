"""The forms of signing in; those of the second step record every wrong code and take no code twice."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError

from accounts.acts import CONFIRMED, SECOND_FACTOR_FAILED, UNLOCKED
from accounts.people.models import User
from accounts.signin import records
from accounts.signin.codes import is_theirs, spend
from accounts.signin.limits import count_try
from accounts.signin.passkeys import believed, owner_named_in, registered

ADDRESS_MISSING = "Enter your e-mail address."
PASSWORD_MISSING = "Enter your password."  # noqa: S105 - words
PASSKEY_MISSING = "Your passkey gave no answer. Try again, or use a code."
LONGEST_NAME = 40
CREDENTIAL = forms.JSONField(
    widget=forms.HiddenInput, error_messages={"required": PASSKEY_MISSING, "invalid": PASSKEY_MISSING}
)
LABEL = "Code from your authenticator app"


class SignInForm(LoginForm):
    """The first step: the address and password of a work account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["login"].error_messages["required"] = ADDRESS_MISSING
        self.fields["password"].error_messages["required"] = PASSWORD_MISSING


class CodeForm(BaseAuthenticateForm):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=LABEL,
        help_text="Six digits. If you have lost your phone, enter one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": "Enter the six digits that your app shows."},
    )

    def clean_code(self) -> str:
        """The code, used up; a wrong or used one is recorded and refused, as are too many tries."""
        clear = count_try(context.request, self.user)
        code = self.cleaned_data["code"]
        self.authenticator = self._shown_by(code)
        if self.authenticator.type == Authenticator.Type.TOTP and not spend(self.authenticator, code):
            raise self._refusal(used=True)
        clear()
        return code

    def _shown_by(self, code: str) -> Authenticator:
        """The app that shows this code, or the recovery codes among which it is, which are then one fewer."""
        for authenticator in Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN):
            if is_theirs(authenticator) and authenticator.wrap().validate_code(code):
                authenticator.user = self.user
                return authenticator
        raise self._refusal(used=False)

    def _refusal(self, *, used: bool) -> ValidationError:
        records.tried_as(self.user, SECOND_FACTOR_FAILED, used=used)
        refusal: ValidationError = get_adapter().validation_error("incorrect_code")
        return refusal


class SecondStepForm(CodeForm, AuthenticateForm):
    """The second step of signing in."""


class ConfirmForm(CodeForm, ReauthenticateForm):
    """Confirms who is at the screen before something that matters."""

    def save(self) -> None:
        """Note and record that the user confirmed who they are; their session gets a new key."""
        super().save()
        confirmed(self.user, self.authenticator)


class PasskeyForm(AuthenticateWebAuthnForm):
    """A passkey as the second step of signing in."""

    credential = CREDENTIAL

    def clean_credential(self) -> Authenticator:
        """The passkey that answered; wrong ones are counted, as wrong codes are."""
        clear = count_try(context.request, self.user)
        authenticator = believed(self.cleaned_data["credential"], self.user.pk, signs_in=False)
        clear()
        return authenticator


class PasskeySignInForm(AuthenticateWebAuthnForm):
    """A passkey that signs in by itself: it says whom it belongs to, and nobody's tries are counted against them."""

    passwordless = True
    credential = CREDENTIAL

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=None, **kwargs)

    def clean_credential(self) -> Authenticator:
        """The passkey that answered, of somebody whose account is open."""
        response = self.cleaned_data["credential"]
        return believed(response, owner_named_in(response), signs_in=True)


class PasskeyConfirmForm(PasskeyForm):
    """Confirms by passkey who is at the screen."""

    def save(self) -> None:
        """Note and record that the user confirmed who they are; their session gets a new key."""
        authenticator = self.cleaned_data["credential"]
        post_authentication(context.request, authenticator, reauthenticated=True)
        confirmed(self.user, authenticator)


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey: what to call it, and whether it is to sign in without a password."""

    name = forms.CharField(
        label="What to call it",
        help_text="So that you recognise it later, for example: work phone.",
        max_length=LONGEST_NAME,
        required=False,
    )
    passwordless = forms.BooleanField(
        label="Sign in with this passkey alone, without a password",
        required=False,
        initial=True,
        help_text="Choose this for your own phone or work computer.",
    )

    def clean(self) -> dict[str, Any]:
        """Check the passkey's answer; `facts` is then what is known of it."""
        cleaned: dict[str, Any] = self.cleaned_data
        if credential := cleaned.get("credential"):
            cleaned["facts"] = registered(credential, signs_in=cleaned.get("passwordless", False))
        return cleaned


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(
        label="What to call it", max_length=LONGEST_NAME, error_messages={"required": "Enter a name for this passkey."}
    )


class UnlockForm(CodeForm):
    """A code that unlocks the screen; it counts as a confirmation too."""

    def save(self) -> None:
        """Unlock."""
        unlocked(self.user, self.authenticator)


class UnlockWithPasskeyForm(PasskeyForm):
    """A passkey that unlocks the screen; it counts as a confirmation too."""

    def save(self) -> None:
        """Unlock."""
        unlocked(self.user, self.cleaned_data["credential"])


def unlocked(user: User, authenticator: Authenticator) -> None:
    """Unlock the screen, under a new key, and record it."""
    post_authentication(context.request, authenticator, reauthenticated=True)
    context.request.session.unlock()
    context.request.session.cycle_key()
    records.done_by(user, UNLOCKED, by=str(authenticator.type))


def confirmed(user: User, authenticator: Authenticator) -> None:
    """Record who was confirmed by what, and change the session's key: a stolen cookie does not gain by it."""
    context.request.session.cycle_key()
    records.done_by(user, CONFIRMED, by=str(authenticator.type))


class EnrolForm(ActivateTOTPForm):
    """The first code of a new app, which proves that it was set up."""

    code = forms.CharField(
        label=LABEL,
        help_text="Six digits.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": "Enter the six digits that your app shows."},
    )
