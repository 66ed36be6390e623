"""What the environment may switch on, and what it may not."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Read the settings file as a new process with these variables would."""

    def again(**environment: str) -> dict[str, Any]:
        for name in ("ROUNDTABLE_DEMO", "ROUNDTABLE_MAKE_ROOT_KEY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in {"ROUNDTABLE_RUN_DIR": str(tmp_path), **environment}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(settings.BASE_DIR / "config" / "settings.py"))

    return again


def test_a_root_key_is_made_only_where_the_environment_says_so_or_in_a_demo(read: Any) -> None:
    assert read()["ROOT_KEY_MAY_BE_MADE"] is False
    assert read(ROUNDTABLE_MAKE_ROOT_KEY="yes")["ROOT_KEY_MAY_BE_MADE"] is True
    assert read(ROUNDTABLE_DEMO="1")["ROOT_KEY_MAY_BE_MADE"] is True


def test_nothing_switches_on_the_page_that_shows_what_a_fault_had_opened(read: Any) -> None:
    assert read(ROUNDTABLE_DEBUG="1", ROUNDTABLE_DEMO="1")["DEBUG"] is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROUNDTABLE_PROXIES", "one"),
        ("ROUNDTABLE_PROXIES", "-1"),
        ("ROUNDTABLE_SIGN_INS_AT_ONCE", ""),
        ("SECRET_KEY_FILE", "/nowhere/secret"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_to_do(
    read: Any, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match=rf"{name} .*Next: "):
        read(**{name: value})


def test_cookies_are_bound_to_the_host_and_hidden_from_scripts(read: Any) -> None:
    served = read(ROUNDTABLE_HOSTS="roundtable.example.org")
    for kind in ("SESSION", "CSRF"):
        assert served[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert served[f"{kind}_COOKIE_SECURE"]
        assert served[f"{kind}_COOKIE_HTTPONLY"]
        assert served[f"{kind}_COOKIE_SAMESITE"] == "Strict"
    assert served["SECURE_SSL_REDIRECT"]
