"""The demo's way through the second factor. It exists in the demo alone, which answers on this machine alone."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from accounts.signin.codes import next_code


def second_factor(request: HttpRequest) -> dict[str, str | None]:
    """The code that the user at the second step could type now, as `demo_second_factor`; nothing outside the demo."""
    stage = getattr(request, "_login_stage", None)
    if not settings.DEMO or stage is None:
        return {}
    app = Authenticator.objects.filter(user=stage.login.user, type=Authenticator.Type.TOTP).first()
    return {"demo_second_factor": next_code(app) if app else None}
