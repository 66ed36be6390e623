"""How much may be sent to the server at once, refused before any of it is kept."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from casework.importing.reading import DEFAULT_LIMITS
from casework.importing.table import MEBIBYTE

LIMIT_WORDS: Final = f"{DEFAULT_LIMITS.size // MEBIBYTE} MB"
CHUNK: Final = 256 * 1024
PATIENCE_SECONDS: Final = 10


class RefuseLargeBodies:
    """Answers a body larger than the limit with words (413) instead of reading it into memory.

    Comes before anything that reads forms, so also before the token against forged requests is looked at. What is sent
    meanwhile is thrown away for some seconds: a browser that is cut off shows a broken connection, not our words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let pass what is small enough."""
        if _announced(request) <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        _throw_away(request)
        return render(request, "413.html", {"limit": _limit()}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _limit() -> str:
    return f"{settings.FILE_UPLOAD_MAX_MEMORY_SIZE // MEBIBYTE} MB"


def _announced(request: HttpRequest) -> int:
    """The length that the request says it has; the server reads no more than that."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdecimal() else 0


def _throw_away(request: HttpRequest) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and request.read(CHUNK):
        pass
