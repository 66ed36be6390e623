"""The one settings file; everything that differs between places comes from the environment."""

import contextlib
import os
from pathlib import Path

from config import database_settings

BASE_DIR = Path(__file__).resolve().parent.parent
RUN_DIR = Path(os.environ.get("ROUNDTABLE_RUN_DIR", BASE_DIR / ".run"))


def flag(name: str, *, default: bool = False) -> bool:
    """A yes-or-no variable of the environment."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def secret(name: str) -> str:
    """A secret from NAME, or from the file that NAME_FILE names; made once for a demo."""
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    kept = RUN_DIR / name.lower()
    if not kept.exists():
        RUN_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = kept.with_name(f".{kept.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(os.urandom(32).hex())
        with contextlib.suppress(FileExistsError):  # another process was first; its secret stands
            os.link(fresh, kept)
        fresh.unlink()
    return kept.read_text()


DEMO = flag("ROUNDTABLE_DEMO")
DEBUG = flag("ROUNDTABLE_DEBUG")
SECRET_KEY = secret("SECRET_KEY")
ALLOWED_HOSTS = os.environ.get("ROUNDTABLE_HOSTS", "localhost,127.0.0.1").split(",")

_database, DATABASE_OWNER = database_settings.read(os.environ, RUN_DIR)
DATABASES = {"default": _database}

ROOT_KEY_FILE = Path(os.environ.get("ROOT_KEY_FILE", RUN_DIR / "root.key"))

INSTALLED_APPS = [
    "config",  # first: its commands (migrate, demo) win over those of the same name
    "audit.office", "multiagency", "casework", "accounts", "audit.ledger", "vault",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.humanize", "django.contrib.staticfiles", "django.forms",
    "allauth", "allauth.account", "allauth.mfa", "guardian", "auditlog", "csp",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [BASE_DIR / "templates"],
    "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]},
}]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: nobody is granted anything without signing in

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
