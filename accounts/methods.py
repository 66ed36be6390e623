"""The methods by which the product is asked at all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

METHODS = ("GET", "HEAD", "POST")


class KnownMethods:
    """Refuses every method but those of links and forms, before anything is read or opened.

    Views of libraries take PUT for POST, and answer OPTIONS to anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer what is asked by a known method; 405 for the rest, whoever asks and whatever for."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)
