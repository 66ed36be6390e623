"""How signing in works here: work accounts made by an administrator, each step recorded, seeds kept sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe

from accounts.acts import PASSWORD_CHANGED, SIGN_IN_ENDED, SIGN_IN_FAILED, SIGNED_IN, SIGNED_OUT
from accounts.people.models import User
from accounts.signin import records
from accounts.signin.backend import user_with_address
from accounts.signin.browsers import counted_by, remember
from accounts.signin.services import end_the_oldest
from accounts.signin.session import ours, second_factors
from vault.secrets import open_secret, seal_secret

SEEDS = "accounts.second_factor"


class WorkAccountAdapter(DefaultAccountAdapter):
    """E-mail and password, then a code; nobody signs up, and nobody changes their own address."""

    error_messages = {  # noqa: RUF012 - as the library declares it
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Enter the e-mail address and password of your work account. These do not match.",
        "too_many_login_attempts": "Too many wrong tries. Wait five minutes, then try again.",
        "incorrect_code": "This code is wrong or has been used. Enter the code that your app shows now.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator adds people."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record that somebody tried; one query whether or not there is such a user."""
        records.tried_as(user_with_address(credentials.get("email", "")), SIGN_IN_FAILED)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Start the session, and record it; where there are more than may be at once, the oldest end."""
        super().login(request, user)
        request.session.note_device(request.headers.get("User-Agent", ""))  # type: ignore[attr-defined]
        if ended := end_the_oldest(ours(user)):
            records.done_by(ours(user), SIGN_IN_ENDED, ended=ended)
        records.done_by(ours(user), SIGNED_IN, second_factor=bool(second_factors(request, ours(user))))

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Lead on, and know this browser the next time."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember(request, response, ours(user).email)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """By what tries are counted: a browser in which this account was signed in with before counts by itself."""
        return counted_by(request, request.POST.get("login", ""))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted by account and place, so that nobody elsewhere can use up the owner's tries."""
        return f"{credentials['email'].lower()} {self.get_client_ip(request)}"

    def logout(self, request: HttpRequest) -> None:
        """End the session, and record it."""
        if isinstance(request.user, User):
            records.done_by(request.user, SIGNED_OUT)
        super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Store a new password, under an event that says so."""
        with records.doing(ours(user), PASSWORD_CHANGED):
            user.set_password(password)
            user.save(update_fields=["password"])

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Whether an account is closed is told to nobody."""
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for whoever has no second factor yet: they have just given their password."""
        user = self.request.user
        return isinstance(user, User) and is_mfa_enabled(user, [Authenticator.Type.TOTP])

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """A code or a passkey, on one page: the password alone confirms nothing."""
        if not isinstance(user, User):
            return []
        return [{"id": "mfa_reauthenticate", "description": "", "url": reverse("mfa_reauthenticate")}]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """None of the library's remarks: each page says itself what happened."""


class SealedSeeds(DefaultMFAAdapter):
    """Second factors whose seeds are kept sealed under the root key."""

    error_messages = {  # noqa: RUF012 - as the library declares it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WorkAccountAdapter.error_messages["incorrect_code"],
        "passkey_refused": "This passkey does not open this account. Try again, or use a password and a code.",
        "passkey_locked": (
            "This passkey is locked, because a copy of it may exist. Use a code instead, remove the passkey on the "
            "page Your sign-in, and tell your agency's administrator."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal a seed."""
        return seal_secret(text, SEEDS)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed again."""
        return open_secret(encrypted_text, SEEDS)

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, ready to stand in a page: no style, no script, no declaration."""
        picture = super().build_totp_svg(url)
        return mark_safe(picture[picture.index("<svg") :])  # noqa: S308 - drawn here from a seed and an address
