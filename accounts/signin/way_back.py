"""Leads aside to a page that asks for a factor, and back to the very page, or to what was being sent to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts.people.models import User
from accounts.signin.kept import keep

NEXT = "next"


def way_through(request: HttpRequest, user: User, route: str) -> HttpResponse:
    """Lead to the page of this name, and from there to what was asked for; a form that was sent is kept meanwhile."""
    return _aside(route, wanted(request, user) or "/")


def way_through_if_nothing_is_lost(request: HttpRequest, user: User, route: str) -> HttpResponse | None:
    """The same; None where what was sent cannot be kept, so that the browser's way back stays open."""
    found = wanted(request, user)
    return _aside(route, found) if found else None


def way_back(request: HttpRequest) -> str:
    """Where this request says that it came from, on this site alone; else the first page."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    here = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if here else "/"


def wanted(request: HttpRequest, user: User) -> str:
    """The page that was asked for, or the one that offers again what was sent; nothing where that cannot be kept."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    kept = keep(request, user)
    return "" if kept is None else reverse("kept_form", args=[kept.pk])


def _aside(route: str, back: str) -> HttpResponse:
    return redirect(f"{reverse(route)}?{urlencode({NEXT: back})}")
