"""What each request to the test's server costs in database queries, counted in the thread that answers it."""

import pytest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection
from django.http.response import HttpResponseBase
from django.test.utils import CaptureQueriesContext

Costs = list[tuple[str, int]]
"""Method and name of the page, with the number of queries, in the order of the answers."""


def counting(monkeypatch: pytest.MonkeyPatch) -> Costs:
    """Begin to count; gives the list that fills."""
    made: Costs = []
    answered = WSGIHandler.get_response

    def counted(handler: WSGIHandler, request: WSGIRequest) -> HttpResponseBase:
        with CaptureQueriesContext(connection) as queries:
            response = answered(handler, request)
        name = request.resolver_match.view_name if request.resolver_match else request.path
        made.append((f"{request.method} {name}", len(queries)))
        return response

    monkeypatch.setattr(WSGIHandler, "get_response", counted)
    return made
