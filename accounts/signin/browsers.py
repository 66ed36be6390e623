"""Browsers in which somebody has signed in before: strangers' tries do not keep them out (OWASP, device cookies).

Such a browser carries a cookie: a random name, and a keyed hash of that name with each address signed in with there.
Tries with one of those addresses are counted for this browser alone; all others by the network that they come from.
"""

import secrets

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

YEAR = 365 * 24 * 3600
MOST_PEOPLE = 6
_BETWEEN = "."


def known_browser(request: HttpRequest, address: str) -> str:
    """The name of this browser, where somebody with this address has signed in in it before; else nothing."""
    name, *marks = _read(request)
    mine = _mark(name, address)
    return name if any(constant_time_compare(mark, mine) for mark in marks) else ""


def counted_by(request: HttpRequest, address: str) -> str:
    """By what tries with this address are counted: this browser where it is known, else the network."""
    known = known_browser(request, address)
    return f"browser {known}" if known else f"network {truncate_ip(_network(request))}"


def remember(request: HttpRequest, response: HttpResponse, address: str) -> None:
    """Let this browser be known for this address from now on; one that many people share remembers the latest six."""
    name, *marks = _read(request)
    name = name or secrets.token_hex(16)
    mine = _mark(name, address)
    latest = [mine, *(mark for mark in marks if mark != mine)][:MOST_PEOPLE]
    response.set_cookie(
        settings.BROWSER_COOKIE_NAME, _BETWEEN.join((name, *latest)), max_age=YEAR, secure=settings.HTTPS,
        httponly=True, samesite="Strict",
    )  # fmt: skip


def _network(request: HttpRequest) -> str:
    address = get_client_ip(request)
    if not address:
        raise PermissionDenied
    return address


def _read(request: HttpRequest) -> list[str]:
    return request.COOKIES.get(settings.BROWSER_COOKIE_NAME, "").split(_BETWEEN)[: MOST_PEOPLE + 1]


def _mark(name: str, address: str) -> str:
    return salted_hmac("accounts.browser", f"{name} {address.strip().lower()}", algorithm="sha256").hexdigest()
