"""The demo's way through the second factor. It exists in the demo alone, which answers on this machine alone."""

from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.conf import settings
from django.http import HttpRequest

from accounts.signin.codes import app_of, current_step, next_code
from accounts.signin.session import ours


def second_factor(request: HttpRequest) -> dict[str, str | None]:
    """The code that whoever is asked for one could type now, as `demo_second_factor`; nothing outside the demo."""
    asked = PAGES.get(request.resolver_match.url_name or "") if settings.DEMO and request.resolver_match else None
    return {"demo_second_factor": asked(request)} if asked else {}


def _when_signing_in(request: HttpRequest) -> str | None:
    stage = getattr(request, "_login_stage", None)
    return _code_of(stage.login.user) if stage else None


def _when_confirming(request: HttpRequest) -> str | None:
    return _code_of(request.user)


def _when_setting_up(request: HttpRequest) -> str | None:
    seed = request.session.get(SECRET_SESSION_KEY)
    return format_hotp_value(hotp_value(seed, current_step())) if seed else None


def _code_of(user: object) -> str | None:
    app = app_of(ours(user))
    return next_code(app) if app else None


PAGES = {
    "mfa_authenticate": _when_signing_in,
    "mfa_reauthenticate": _when_confirming,
    "locked": _when_confirming,
    "mfa_activate_totp": _when_setting_up,
}
