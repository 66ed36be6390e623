"""Pages of services."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.acts import SERVICE_CLOSED, SERVICE_GRANT_GIVEN, SERVICE_GRANT_REVOKED, SERVICE_MADE
from accounts.agencies.selectors import agencies_here
from accounts.requests import SignedInRequest
from accounts.roles import Role
from accounts.service_principals.policies import (
    require_revoke,
    require_service_administrator,
    require_service_reader,
)
from accounts.service_principals.selectors import grant_here, names_taken, service_here, services_of
from accounts.service_principals.services import close_service, give_grant, make_service, revoke_grant
from accounts.stepup import require_step_up
from casework.categories import Category
from casework.service_access.forms import GrantForm, ServiceForm


@require_GET
def services(request: SignedInRequest) -> HttpResponse:
    """The services of the partnership, and what each may use."""
    page = {
        "services": [
            (service, [(grant, Category(grant.category).label) for grant in service.grants.all()])
            for service in services_of(request.actor)
        ],
        "administers": request.actor.has(Role.PARTNERSHIP_ADMINISTRATOR),
        "own_agency": request.actor.agency_id if request.actor.has(Role.AGENCY_ADMINISTRATOR) else None,
    }
    return render(request, "casework/services.html", page)


@require_http_methods(["GET", "POST"])
def make(request: SignedInRequest) -> HttpResponse:
    """Make a service."""
    require_service_administrator(request.actor, SERVICE_MADE)
    require_step_up(request.actor, SERVICE_MADE)
    form = ServiceForm(request.POST or None, taken=names_taken(request.actor))
    if form.is_valid():
        service = make_service(actor=request.actor, name=form.cleaned_data["name"])
        messages.success(request, "The service is made. Say now what it may use.")
        return redirect("casework:service-grant", service_id=service.pk)
    return render(request, "casework/service_make.html", {"form": form})


@require_http_methods(["GET", "POST"])
def grant(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Let a service use what an agency holds under a category."""
    require_service_administrator(request.actor, SERVICE_GRANT_GIVEN)
    service = service_here(request.actor, service_id, SERVICE_GRANT_GIVEN)
    require_step_up(request.actor, SERVICE_GRANT_GIVEN)
    form = GrantForm(request.POST or None, agencies=agencies_here(request.actor))
    if form.is_valid():
        said = form.cleaned_data
        give_grant(actor=request.actor, service=service, agency=said["agency"], category=said["category"])
        messages.success(request, "The service may use it from now on.")
        return redirect("casework:services")
    return render(request, "casework/service_grant.html", {"service": service, "form": form})


@require_POST
def revoke(request: SignedInRequest, grant_id: UUID) -> HttpResponse:
    """Take back what a service may use."""
    require_service_reader(request.actor, SERVICE_GRANT_REVOKED)  # first: others must not learn which grants exist
    found = grant_here(request.actor, grant_id, SERVICE_GRANT_REVOKED)
    require_revoke(request.actor, SERVICE_GRANT_REVOKED, found)
    revoke_grant(actor=request.actor, grant=found)
    messages.success(request, "The service may not use it any more.")
    return redirect("casework:services")


@require_POST
def close(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """End a service."""
    require_service_administrator(request.actor, SERVICE_CLOSED)
    close_service(actor=request.actor, service=service_here(request.actor, service_id, SERVICE_CLOSED))
    messages.success(request, "The service is closed, and may use nothing any more.")
    return redirect("casework:services")
