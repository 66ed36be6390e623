"""What must be true before the product serves anybody."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
_OPEN_DEMO = (
    "The demo shows everybody's second factor, so it may answer only on this machine. "
    "Set ROUNDTABLE_HOSTS to localhost and 127.0.0.1, or leave the demo off."
)


def _demo_is_open() -> bool:
    return settings.DEMO and not LOOPBACK.issuperset(settings.ALLOWED_HOSTS)


def demo_is_closed(**_: Any) -> list[checks.CheckMessage]:
    """An error where the demo would answer under a name that others can reach."""
    return [checks.Error(_OPEN_DEMO, id="accounts.E001")] if _demo_is_open() else []


def require_closed_demo() -> None:
    """Refuse, with ImproperlyConfigured, to serve a demo that others can reach: a web server runs no checks."""
    if _demo_is_open():
        raise ImproperlyConfigured(_OPEN_DEMO)
