"""One transaction a request: nothing leaves before the record that says so is committed, and a refusal is recorded."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.defaults import server_error
from psycopg.pq import TransactionStatus

from accounts.acts import REFUSED
from accounts.checks import require_closed_demo
from accounts.context import record_denial, set_context, still_recorded
from accounts.database_login import require_app_login
from accounts.denials import Denied, NotPermitted, StepUpNeeded
from accounts.lapsed import refusal_of_lapsed
from accounts.requests import Request
from accounts.signin.session import actor_of_session, ours
from accounts.signin.way_back import way_through_if_nothing_is_lost
from vault.opening import NoGrant, Ticket, Unreadable, holding_bytes
from vault.provider import RootKeyUnavailable, root

logger = logging.getLogger(__name__)

GetResponse = Callable[[Request], HttpResponseBase]


class RequestTransaction:
    """Outermost but for security headers: opens the transaction, sets the context, commits, and only then sends.

    Puts `request.actor` on every request: an Actor where somebody is signed in with both factors, else None.
    A response of 500 or more rolls back. A stream begins after the commit and opens its own transaction.
    """

    checked: ClassVar[bool] = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer the request, or its refusal, once everything that the answer rests on is committed."""
        _begin(request)
        with holding_bytes() as tickets:
            response = self._answered(request, tickets)
        if request.denied is not None:
            return _refusal(request, request.denied)
        if response.streaming and not _failed(response):
            for ticket in tickets:
                ticket.committed = True
        return response

    def _answered(self, request: Request, tickets: list[Ticket]) -> HttpResponseBase:
        nested = connection.in_atomic_block  # only in a test's own transaction, where a context would live on
        with transaction.atomic(durable=True):
            self._check_once()
            if nested:
                set_context(None)
            response = self.get_response(request)
            if request.denied is not None or _failed(response):
                transaction.set_rollback(True)
            elif _broken() or not still_recorded(tickets):
                transaction.set_rollback(True)
                logger.error("A response was held back: something that it rested on had been rolled back.")
                response = server_error(request)
            elif nested:
                set_context(None)
        return response

    def _check_once(self) -> None:
        """For whatever loads the handler itself; not when the handler is built, for then tests have no database yet."""
        if not RequestTransaction.checked:
            require_closed_demo()
            require_app_login()
            root()  # refuses where there is no key to trust, before anybody types anything
            RequestTransaction.checked = True

    def process_view(self, request: Request, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        """After authentication, for every middleware's request phase has run: from here on the walls know who asks.

        Whoever's training or vetting has run out is refused here, whatever page of cases they ask for.
        """
        request.actor = actor_of_session(request)
        if request.actor is None:
            return None
        set_context(request.actor)
        request.denied = refusal_of_lapsed(request)
        return HttpResponse(status=request.denied.status) if request.denied else None

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """A refusal, also one met while the template is rendered, ends the request; its answer is made afterwards.

        A key that is missing or wrong ends it too, in words: pages that only show say so beside each value instead.
        """
        if isinstance(exception, PermissionDenied):
            exception = NotPermitted(REFUSED, words="", resolver="")
        if isinstance(exception, NoGrant | Unreadable | RootKeyUnavailable):
            logger.error("A request could not go on without a key: %s.", type(exception).__name__)
            return render(request, "503.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        if not isinstance(exception, Denied):
            return None
        request.denied = exception
        return HttpResponse(status=exception.status)


def _failed(response: HttpResponseBase) -> bool:
    return response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR


def _begin(request: Request) -> None:
    request.actor = None
    request.denied = None


def _broken() -> bool:
    """Whether an error of the database was swallowed: PostgreSQL would answer COMMIT with a silent rollback."""
    status = connection.connection.info.transaction_status
    return connection.needs_rollback or status == TransactionStatus.INERROR


def _refusal(request: Request, denied: Denied) -> HttpResponse:
    """Record the refusal in a transaction of its own, and answer in words; no answer where it cannot be recorded."""
    nested = connection.in_atomic_block
    with transaction.atomic(durable=True):
        if request.actor is not None:
            set_context(request.actor)
        view = request.resolver_match.view_name if request.resolver_match else ""
        record_denial(denied, request.actor, view=view)
        response = _in_words(request, denied)
        if nested:
            set_context(None)
    return response


def _in_words(request: Request, denied: Denied) -> HttpResponse:
    """Say why not; whoever only has to confirm who they are is led there, and back, and what they sent is kept."""
    if isinstance(denied, StepUpNeeded) and request.actor is not None:
        aside = way_through_if_nothing_is_lost(request, ours(request.user), "mfa_reauthenticate")
        if aside is not None:
            return aside
    return render(request, f"{denied.status}.html", denied.shown(), status=denied.status)


class NoStore:
    """Nothing that the application answers is kept by a browser or a proxy, unless its view says otherwise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer, with the headers that every answer carries."""
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        return response
