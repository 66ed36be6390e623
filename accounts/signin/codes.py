"""Codes of an authenticator app: each counts once, and none older than one that was used (RFC 6238, 5.2)."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction

LAST = "last_step"


def spend(authenticator: Authenticator, code: str) -> bool:
    """Use up a code that is right now, and every older one; False where it was used before."""
    with transaction.atomic():
        mine = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        step = next((step for step, valid in _valid(mine) if valid == code), None)
        if step is None:
            return False
        mine.data[LAST] = step
        mine.save(update_fields=["data"])
    authenticator.data = mine.data
    return True


def next_code(authenticator: Authenticator) -> str | None:
    """The oldest code that would be taken now; None while all are used, at most half a minute."""
    return next((valid for _, valid in _valid(authenticator)), None)


def current_step() -> int:
    """The number of the half minute that it is now."""
    return int(time.time()) // int(app_settings.TOTP_PERIOD)


def _valid(authenticator: Authenticator) -> list[tuple[int, str]]:
    now = current_step()
    secret = decrypt(authenticator.data["secret"])
    steps = range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1)
    last = authenticator.data.get(LAST, 0)
    return [(step, format_hotp_value(hotp_value(secret, step))) for step in steps if step > last]
