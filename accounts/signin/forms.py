"""The forms of signing in; those of the second step record every wrong code and take no code twice."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError

from accounts.acts import CONFIRMED, SECOND_FACTOR_FAILED
from accounts.signin import records
from accounts.signin.codes import spend

ADDRESS_MISSING = "Enter your e-mail address."
PASSWORD_MISSING = "Enter your password."  # noqa: S105 - words
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
        """The code, used up; a wrong or used one is recorded and refused."""
        try:
            code = super().clean_code()
        except ValidationError as wrong:
            if getattr(wrong, "code", "") == "incorrect_code":
                records.tried_as(self.user, SECOND_FACTOR_FAILED)
            raise
        totp = self.authenticator.type == Authenticator.Type.TOTP
        if totp and not spend(self.authenticator, code):
            records.tried_as(self.user, SECOND_FACTOR_FAILED, used=True)
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(CodeForm, AuthenticateForm):
    """The second step of signing in."""


class ConfirmForm(CodeForm, ReauthenticateForm):
    """Confirms who is at the screen before something that matters."""

    def save(self) -> None:
        """Note and record that the user confirmed who they are."""
        super().save()
        records.done_by(self.user, CONFIRMED, by=str(self.authenticator.type))


class EnrolForm(ActivateTOTPForm):
    """The first code of a new app, which proves that it was set up."""

    code = forms.CharField(
        label=LABEL,
        help_text="Six digits.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": "Enter the six digits that your app shows."},
    )
