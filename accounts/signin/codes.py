"""Codes of an authenticator app: each counts once, and none older than one that was used (RFC 6238, 5.2).

Beside each seed stands, sealed, whose it is: somebody who can only write rows cannot put their own seed into another's.
"""

import hashlib
import time

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction

from accounts.people.models import User
from vault.envelope import Unreadable
from vault.secrets import open_secret, seal_secret

LAST = "last_step"
WHOSE = "whose"
SEEDS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def bind(user: User) -> None:
    """Seal beside each seed of this user that it is theirs; call it when one was made, and never else."""
    for made in Authenticator.objects.filter(user=user, type__in=SEEDS):
        made.data[WHOSE] = seal_secret(_seed(made), bound_to(made))
        made.save(update_fields=["data"])


def is_theirs(authenticator: Authenticator) -> bool:
    """Whether this app, or these recovery codes, were made for the user in whose row they stand."""
    try:
        return open_secret(authenticator.data.get(WHOSE, ""), bound_to(authenticator)) == _seed(authenticator)
    except Unreadable:
        return False


def bound_to(authenticator: Authenticator) -> str:
    """What is sealed beside a seed is bound to: whose it is, and of which kind."""
    return f"accounts.second_factor:{authenticator.user_id}:{authenticator.type}"


def spend(authenticator: Authenticator, code: str) -> bool:
    """Use up a code that is right now, and every older one; False where it was used before."""
    with transaction.atomic():
        mine = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        step = next((step for step, valid in _valid(mine) if compare_user_code(actual=code, expected=valid)), None)
        if step is None:
            return False
        mine.data[LAST] = step
        mine.save(update_fields=["data"])
    authenticator.data = mine.data
    return True


def next_code(authenticator: Authenticator) -> str | None:
    """The code that the app shows now, or shows next where that is used; None while both are, at most a minute."""
    now = current_step()
    return next((valid for step, valid in _valid(authenticator) if step >= now), None)


def app_of(user: User) -> Authenticator | None:
    """The user's authenticator app, where one is set up."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()


def forget_recovery_codes(user: User) -> None:
    """Let no recovery code of this user open anything from now on."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()


def current_step() -> int:
    """The number of the half minute that it is now."""
    return int(time.time()) // int(app_settings.TOTP_PERIOD)


def _seed(authenticator: Authenticator) -> str:
    """A hash of what the codes are made of, and of nothing that changes when one is used."""
    seed = decrypt(authenticator.data[SEEDS[Authenticator.Type(authenticator.type)]])
    given = authenticator.data.get("migrated_codes", "")  # the library takes these instead of the seed
    return hashlib.sha256(f"{seed}{given}".encode()).hexdigest()


def _valid(authenticator: Authenticator) -> list[tuple[int, str]]:
    now = current_step()
    secret = decrypt(authenticator.data["secret"])
    steps = range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1)
    last = authenticator.data.get(LAST, 0)
    return [(step, format_hotp_value(hotp_value(secret, step))) for step in steps if step > last]
