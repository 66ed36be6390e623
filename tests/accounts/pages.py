"""Pages that exist in these tests alone: each does one thing that a request may do to its transaction."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.urls import include, path

from accounts.context import acting
from accounts.denials import NotKnown, NotPermitted
from accounts.requests import Request, SignedInRequest
from accounts.signin.session import asked_by_itself
from accounts.stepup import require_step_up
from audit.ledger.acts import Act, Kind
from audit.ledger.events import Subject, event
from vault.opening import Ticket

LOOK = Act("tests.look", Kind.CONSULTATION, "Looked at something in a test")


def hold_for_test(ticket: Ticket) -> None:
    """A place where a test may listen."""


def look(request: SignedInRequest) -> HttpResponse:
    with event(LOOK, by=request.actor) as ticket:
        hold_for_test(ticket)
        return HttpResponse("seen")


def empty(request: SignedInRequest) -> HttpResponse:
    return render(request, "base.html")


def broken(request: SignedInRequest) -> HttpResponse:
    with event(LOOK, by=request.actor):
        raise RuntimeError("a fault after the look")


def broken_template(request: SignedInRequest) -> SimpleTemplateResponse:
    with event(LOOK, by=request.actor):
        pass

    return drawn_by(RuntimeError("a fault while the page is drawn"))


def drawn_by(fault: Exception) -> SimpleTemplateResponse:
    """A page whose template meets this fault."""

    class Fault:
        def __str__(self) -> str:
            raise fault

    return SimpleTemplateResponse(engines["django"].from_string("{{ fault }}"), {"fault": Fault()})


def taken_back(request: SignedInRequest) -> HttpResponse:
    kept = ""
    try:
        with transaction.atomic(), event(LOOK, by=request.actor):
            kept = "words of the record"
            int("no number")
    except ValueError:
        pass
    return HttpResponse(kept)


def swallowed(request: SignedInRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1/0")
    except DatabaseError:
        pass
    return HttpResponse("saved")


def failing_commit(request: SignedInRequest) -> HttpResponse:
    with event(LOOK, by=request.actor):
        pass
    with connection.cursor() as cursor:
        cursor.execute("insert into accounts_user_groups (user_id, group_id) values (%s, -1)", [request.user.pk])
    return HttpResponse("words of the record")


def stream(request: SignedInRequest) -> StreamingHttpResponse:
    actor = request.actor
    with event(LOOK, by=actor) as ticket:
        pass

    def parts() -> Iterator[str]:
        yield f"committed {ticket.committed}, in a transaction {connection.in_atomic_block}, "
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("select rt_agency()")
            yield f"agency {cursor.fetchone()[0]}"

    return StreamingHttpResponse(parts())


def unknown(request: SignedInRequest, record: UUID) -> HttpResponse:
    with event(LOOK, by=request.actor):
        raise NotKnown(LOOK, Subject("case", record))


def forbidden(request: SignedInRequest) -> HttpResponse:
    raise NotPermitted(LOOK, words="Only the lead worker can close a case.", resolver="the lead worker of the case")


def forbidden_late(request: SignedInRequest) -> SimpleTemplateResponse:
    return drawn_by(NotPermitted(LOOK, words="Not while drawing.", resolver="nobody"))


def forbidden_by_django(request: SignedInRequest) -> HttpResponse:
    raise PermissionDenied


def context(request: SignedInRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('rt.principal', true), rt_agency(), rt_partnership(), rt_principals(),"
            " rt_oversight()"
        )
        return HttpResponse("|".join(str(value) for value in cursor.fetchone()))


def typed(request: SignedInRequest) -> HttpResponse:
    return HttpResponse(request.POST["note"])


def far(request: SignedInRequest) -> HttpResponse:
    require_step_up(request.actor, LOOK)
    return HttpResponse("done")


def by_itself(request: SignedInRequest) -> HttpResponse:
    asked_by_itself(request)
    return HttpResponse("running")


@login_not_required
def open_page(request: Request) -> HttpResponse:
    return HttpResponse(f"actor {request.actor}")


urlpatterns = [
    path("look/", look),
    path("empty/", empty),
    path("broken/", broken),
    path("broken-template/", broken_template),
    path("taken-back/", taken_back),
    path("swallowed/", swallowed),
    path("failing-commit/", failing_commit),
    path("stream/", stream),
    path("unknown/<uuid:record>/", unknown),
    path("forbidden/", forbidden),
    path("forbidden-late/", forbidden_late),
    path("forbidden-by-django/", forbidden_by_django),
    path("context/", context),
    path("typed/", typed),
    path("far/", far),
    path("by-itself/", by_itself),
    path("open/", open_page),
    path("", include("config.urls")),
]
