"""Pages rendered without a database: a signed-in person is a plain object, and static files need no manifest."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _static_files_by_their_own_names(settings: Settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def signed_in() -> dict[str, Any]:
    """Give the context of a page that an auditor of Kelm Council opens."""
    user = SimpleNamespace(is_authenticated=True, name="Aisha Rahman")
    request = SimpleNamespace(user=user, path="/cases/", resolver_match=SimpleNamespace(view_name="casework:my-cases"))
    return {
        "request": request,
        "partnership_name": "Kelm Partnership",
        "agency_name": "Kelm Council",
        "may_audit": True,
        "marking": "OFFICIAL-SENSITIVE",
    }


def component(name: str, **context: object) -> str:
    """Give the HTML of one component, its white space made single."""
    return " ".join(render_to_string(f"components/{name}.html", context).split())
