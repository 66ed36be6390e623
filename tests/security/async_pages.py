"""Asynchronous pages, which the product has none of: each reads cases in its own way."""

import asyncio

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpResponse
from django.urls import include, path

from accounts.requests import SignedInRequest
from audit.ledger.events import event
from casework.acts import CASES_LISTED
from casework.cases.front_list import CaseFilters
from casework.cases.models import Case
from casework.cases.selectors import list_cases


async def listed(request: SignedInRequest) -> HttpResponse:
    """What the actor's list holds, awaited."""
    page = await sync_to_async(list_cases)(request.actor, CaseFilters(scope="all"))
    return HttpResponse(" ".join(row.case.reference for row in page.rows))


async def counted(request: SignedInRequest) -> HttpResponse:
    """Rows that the walls let through, before and after giving way to others, and to tasks of its own."""
    before = await Case.objects.acount()
    await asyncio.sleep(0.01)
    tasks = await asyncio.gather(*(Case.objects.acount() for _ in range(3)))
    return HttpResponse(f"{before} {await Case.objects.acount()} {tasks}")


async def elsewhere(request: SignedInRequest) -> HttpResponse:
    """Rows seen on another thread, which has a connection and no context of its own."""

    def count() -> int:
        try:
            return Case.objects.count()
        finally:
            connection.close()

    return HttpResponse(str(await sync_to_async(count, thread_sensitive=False)()))


async def broken(request: SignedInRequest) -> HttpResponse:
    """A fault after the look."""

    def look() -> None:
        with event(CASES_LISTED, by=request.actor):
            pass

    await sync_to_async(look)()
    raise RuntimeError("a fault after the look")


urlpatterns = [
    path("listed/", listed), path("counted/", counted), path("elsewhere/", elsewhere), path("broken/", broken),
    path("", include("config.urls")),
]  # fmt: skip
