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
    return redirect(f"{reverse(route)}?{urlencode({NEXT: _wanted(request, user)})}")


def way_back(request: HttpRequest) -> str:
    """Where this request says that it came from, on this site alone; else the first page."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    here = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if here else "/"


def _wanted(request: HttpRequest, user: User) -> str:
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    kept = keep(request, user)
    return "/" if kept is None else reverse("kept_form", args=[kept.pk])
