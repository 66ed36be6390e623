"""How often a second factor may be tried. Wrong tries never close an account: strangers could do that to anybody.

Whoever is signed in is counted by their session, a known browser by itself, everybody else by their network; and all
unknown browsers together may try codes for one account at most sixty times an hour, because a code has six digits.
"""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest

from accounts.people.models import User
from accounts.signin.browsers import counted_by, known_browser
from accounts.signin.session import sign_in_of


def count_try(request: HttpRequest, user: User) -> Callable[[], None]:
    """Count a try with a second factor, and give what takes back the counts of this place once it was right.

    Refuses (ValidationError) more than five in five minutes from one place.
    """
    key = f"second factor {user.pk} {_place(request, user)}"
    allowed = ratelimit.consume(request, action="second_factor", key=key)
    if allowed and not _known(request, user):
        allowed = ratelimit.consume(request, action="second_factor_anywhere", key=f"second factor {user.pk}")
    if not allowed:
        raise get_adapter().validation_error("too_many_login_attempts")
    return lambda: ratelimit.clear(request, action="second_factor", key=key)


def _known(request: HttpRequest, user: User) -> bool:
    return request.user.is_authenticated or bool(known_browser(request, user.email))


def _place(request: HttpRequest, user: User) -> str:
    sign_in = sign_in_of(request)
    if request.user.is_authenticated and sign_in is not None:
        return f"session {sign_in.pk}"
    return counted_by(request, user.email)
