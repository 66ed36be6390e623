"""The page on which an administrator sees how background work goes, and deals with what failed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.jobs import services
from accounts.jobs.selectors import work_under_way
from accounts.requests import SignedInRequest


@require_safe
def work(request: SignedInRequest) -> HttpResponse:
    """What waits, what runs and what failed."""
    return render(request, "accounts/background_work.html", {"work": work_under_way(request.actor)})


@require_POST
def again(request: SignedInRequest, job_id: UUID) -> HttpResponse:
    """Let a job that failed begin again."""
    services.try_again(actor=request.actor, job_id=job_id)
    messages.success(request, "It will be tried again in a moment.")
    return redirect("work:work")


@require_POST
def drop(request: SignedInRequest, job_id: UUID) -> HttpResponse:
    """Let go of a job that failed."""
    services.drop(actor=request.actor, job_id=job_id)
    messages.success(request, "It was dropped and will not be tried again.")
    return redirect("work:work")
