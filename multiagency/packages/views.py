"""The sender's page of ways in, and the page on which somebody without an account opens one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import Request, SignedInRequest
from multiagency.packages.forms import MakeForm, OpenForm
from multiagency.packages.opening import open_package, tries_left
from multiagency.packages.selectors import find_package, find_sent, ways_into
from multiagency.packages.services import make_package, revoke_package


@require_http_methods(["GET", "POST"])
def packages(request: SignedInRequest, sent_id: UUID) -> HttpResponse:
    """The ways in to what was sent; one that is made is shown this once, link and code."""
    disclosure = find_sent(request.actor, sent_id)
    form, made, address = MakeForm(request.POST or None), None, ""
    if form.is_valid():
        made = make_package(actor=request.actor, disclosure=disclosure, days=form.cleaned_data["days"])
        address = request.build_absolute_uri(reverse("multiagency:package-open", args=[made.link]))
    ways = ways_into(request.actor, disclosure)
    page = {"disclosure": disclosure, "form": form, "made": made, "address": address, "ways": ways}
    return render(request, "multiagency/packages.html", page)


@require_POST
def revoke(request: SignedInRequest, package_id: UUID) -> HttpResponse:
    """Take a way in back."""
    package = find_package(request.actor, package_id)
    if revoke_package(actor=request.actor, package=package):
        messages.success(request, "The link is taken back, and opens nothing any more.")
    else:
        messages.error(request, "It was too late: the link was opened or taken back before.")
    return redirect("multiagency:packages", sent_id=package.disclosure_id)


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def open_one(request: Request, link: str) -> HttpResponse:
    """Open a package; a link opened, taken back, run out, tried out or made up gets one answer."""
    left = tries_left(link)
    if not left:
        return render(request, "multiagency/package_over.html")
    form = OpenForm(request.POST or None)
    if not form.is_valid():
        return render(request, "multiagency/package_open.html", {"form": form})
    outcome = open_package(link=link, said=form.said())
    if outcome.package:
        return render(request, "multiagency/package_opened.html", {"outcome": outcome})
    if not outcome.left:
        return render(request, "multiagency/package_over.html")
    form.add_error("code", f"This is not the code. You can try {outcome.left} more times, then the link closes.")
    return render(request, "multiagency/package_open.html", {"form": form})
