"""The demo's way through the second factor: in the demo alone, which answers on this machine alone."""

import copy
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from accounts.checks import demo_is_closed, require_closed_demo
from accounts.middleware import RequestTransaction
from accounts.people.models import User
from accounts.signin import codes
from accounts.signin.demo import second_factor
from tests import cast

SHOWN = "accounts.signin.demo.second_factor"


@pytest.fixture
def demo(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "testserver"]
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append(SHOWN)
    settings.TEMPLATES = templates
    monkeypatch.setattr(RequestTransaction, "checked", True)  # "testserver" is no name of this machine


@pytest.mark.django_db
def test_the_demo_shows_a_code_that_opens_the_door(demo: None, stranger: Client, asha: User) -> None:
    cast.enrol(asha)
    stranger.post("/sign-in/", {"login": asha.email, "password": cast.PASSWORD})
    page = stranger.get("/sign-in/code/")
    assert page.context["demo_second_factor"] in page.content.decode()
    assert stranger.post("/sign-in/code/", {"code": page.context["demo_second_factor"]}).status_code == 302


@pytest.mark.django_db
def test_the_demo_never_shows_a_code_that_was_used(demo: None, asha: User) -> None:
    app = cast.enrol(asha)
    shown = [cast.code_of(asha)]
    assert codes.spend(app, shown[0])
    shown.append(cast.code_of(asha))
    assert codes.spend(app, shown[1])
    assert not codes.spend(app, shown[0])
    assert len(set(shown)) == 2


@pytest.mark.django_db
def test_the_demo_shows_the_code_when_an_app_is_set_up(demo: None, stranger: Client, asha: User) -> None:
    stranger.post("/sign-in/", {"login": asha.email, "password": cast.PASSWORD})
    page = stranger.get("/your-sign-in/app/")
    assert stranger.post("/your-sign-in/app/", {"code": page.context["demo_second_factor"]}).status_code == 302


@pytest.mark.django_db
def test_outside_the_demo_no_page_knows_a_code(stranger: Client, asha: User) -> None:
    cast.enrol(asha)
    stranger.post("/sign-in/", {"login": asha.email, "password": cast.PASSWORD})
    page = stranger.get("/sign-in/code/")
    assert "demo_second_factor" not in page.context
    assert SHOWN not in str(settings.TEMPLATES)
    assert second_factor(RequestFactory().get("/sign-in/code/")) == {}


def test_a_demo_that_others_could_reach_does_not_start(settings: Settings) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["localhost", "cases.example.org"]
    assert [error.id for error in demo_is_closed()] == ["accounts.E001"]
    with pytest.raises(ImproperlyConfigured, match="may answer only on this machine"):
        require_closed_demo()


def test_a_demo_on_this_machine_and_a_product_elsewhere_start(settings: Settings) -> None:
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["localhost", "127.0.0.1"]
    assert demo_is_closed() == []
    settings.DEMO, settings.ALLOWED_HOSTS = False, ["cases.example.org"]
    assert demo_is_closed() == []


@pytest.fixture
def as_served(tmp_path: Path) -> dict[str, str]:
    """The environment of a server that others reach over TLS."""
    key = tmp_path / "root.key"
    key.touch(mode=0o600)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_"))}
    return {
        **inherited, "DJANGO_SETTINGS_MODULE": "config.settings", "ROUNDTABLE_HOSTS": "cases.example.org",
        "SECRET_KEY": "x" * 20 + "abcdefghijklmnopqrstuvwxyz0123456789", "ROUNDTABLE_RUN_DIR": str(tmp_path),
        "DATABASE_URL": "postgresql://rt_app@localhost/none", "ROOT_KEY_FILE": str(key),
    }  # fmt: skip


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "django", *arguments]
    return subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)


def test_as_served_the_deployment_check_finds_nothing(as_served: dict[str, str]) -> None:
    checked = manage(as_served, "check", "--deploy", "--fail-level", "INFO")
    assert "no issues" in checked.stdout, checked.stderr


def test_as_served_the_cookies_are_bound_to_this_host_over_tls(as_served: dict[str, str]) -> None:
    ask = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
    ask += " s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_SAMESITE, s.SECURE_SSL_REDIRECT)"
    said = manage(as_served, "shell", "--verbosity", "0", "-c", ask).stdout
    assert said.split() == ["__Host-session", "True", "__Host-csrf", "True", "Strict", "True"]


def test_as_served_a_demo_is_refused(as_served: dict[str, str]) -> None:
    checked = manage({**as_served, "ROUNDTABLE_DEMO": "on"}, "check")
    assert checked.returncode != 0
    assert "accounts.E001" in checked.stderr
