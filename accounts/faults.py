"""The answer to a fault that no view met."""

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.defaults import server_error

from vault.roots.root import RootKeyUnavailable


def fault(request: HttpRequest) -> HttpResponse:
    """500; but 503, in words, where the root key could not be reached: the session itself is sealed by it.

    Neither page asks who is signed in, for that is what could not be found out.
    """
    if isinstance(sys.exc_info()[1], RootKeyUnavailable):
        return HttpResponse(loader.get_template("503.html").render(), status=HTTPStatus.SERVICE_UNAVAILABLE)
    return server_error(request)
