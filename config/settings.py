"""The one settings file; everything that differs between places comes from the environment."""

import contextlib
import os
from pathlib import Path

from csp import constants as csp
from django.core.exceptions import ImproperlyConfigured

from config import database_settings, mail_settings, root_key_settings

BASE_DIR = Path(__file__).resolve().parent.parent
RUN_DIR = Path(os.environ.get("ROUNDTABLE_RUN_DIR", BASE_DIR / ".run"))


def flag(name: str, *, default: bool = False) -> bool:
    """A yes-or-no variable of the environment."""
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number of the environment, not below nought."""
    value = os.environ.get(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} must be a whole number, such as {default}. Next: correct it, or unset it.")
    return int(value)


def secret(name: str) -> str:
    """A secret from NAME, or from the file that NAME_FILE names; made once for a demo."""
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except (OSError, UnicodeDecodeError):
            raise ImproperlyConfigured(
                f"The file that {name}_FILE names cannot be read. Next: check its name, and that this user may read it."
            ) from None
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
DEBUG = False  # and no switch: Django's page for faults would show what was opened
SECRET_KEY = secret("SECRET_KEY")
ALLOWED_HOSTS = os.environ.get("ROUNDTABLE_HOSTS", "localhost,127.0.0.1").split(",")

_database, DATABASE_OWNER = database_settings.read(os.environ, RUN_DIR)
DATABASES = {"default": _database}

ROOT_KEY_FILE = Path(os.environ.get("ROOT_KEY_FILE", RUN_DIR / "root.key"))
ROOT_KEY = root_key_settings.read(os.environ, "ROOT_KEY")
NEXT_ROOT_KEY = root_key_settings.read(os.environ, "NEXT_ROOT_KEY")
# How far the ledger is, as this machine has seen it: outside the database, so that an older one is noticed.
LEDGER_POSITION_FILE = os.environ.get("LEDGER_POSITION_FILE", str(ROOT_KEY_FILE.with_name("ledger-position.json")))
ROOT_KEY_MAY_BE_MADE = DEMO or flag("ROUNDTABLE_MAKE_ROOT_KEY")

INSTALLED_APPS = [
    "config",  # first: its commands (migrate, demo) win over those of the same name
    "audit.office",
    "multiagency",
    "casework",
    "accounts",
    "audit.ledger",
    "vault",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "auditlog",
    "csp",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # below the headers, which its files carry too
    "accounts.middleware.NoStore",
    "accounts.methods.KnownMethods",
    "accounts.middleware.RequestTransaction",  # outermost but for headers: all below it is one transaction
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.signin.middleware.SecondFactorRequired",
    "casework.importing.uploads.RefuseLargeBodies",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATE_LOADERS = ["config.template_files.OfFolders", "config.template_files.OfApps"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.pages.signed_in",
                *(["accounts.signin.demo.second_factor"] if DEMO else []),
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.signin.backend.WorkAccountBackend"]
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # it misses its backend, which answers has_perm: policies ask the grants
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]
ANONYMOUS_USER_NAME = None  # guardian: nobody is granted anything without signing in

# Parts of the product that show no content of cases: whoever's training or vetting has run out opens these alone.
OPEN_WHEN_LAPSED = {"", "staff", "office", "outbox", "work"}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.signin.adapter.WorkAccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.signin.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator gives the address
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {  # "ip" is a network, which many share, or a browser known for the account
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "second_factor": "5/5m/key",
    "second_factor_anywhere": "60/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = number("ROUNDTABLE_PROXIES", 0)
MFA_ADAPTER = "accounts.signin.adapter.SealedSeeds"
MFA_FORMS = {
    "activate_totp": "accounts.signin.forms.EnrolForm",
    "add_webauthn": "accounts.signin.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.signin.forms.RenamePasskeyForm",
    "login_webauthn": "accounts.signin.forms.PasskeySignInForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a key left in a machine must not open it at a touch
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Roundtable"
MFA_TOTP_TOLERANCE = 1  # a code is still taken half a minute after it was shown; each is taken once

CACHES = {"default": {"BACKEND": "accounts.signin.counters.CounterCache"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie could be read outside

# plain HTTP only where nothing leaves this machine
HTTPS = flag("ROUNDTABLE_HTTPS", default=not {"localhost", "127.0.0.1"}.issuperset(ALLOWED_HOSTS))
SITE_URL = os.environ.get("ROUNDTABLE_URL", f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}")
DEFAULT_FROM_EMAIL = os.environ.get("ROUNDTABLE_MAIL_FROM", f"roundtable@{ALLOWED_HOSTS[0]}")
globals().update(mail_settings.read(os.environ, RUN_DIR))

SESSION_ENGINE = "accounts.signin.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SAVE_EVERY_REQUEST = True  # which notes that somebody is there
SIGN_INS_AT_ONCE = number("ROUNDTABLE_SIGN_INS_AT_ONCE", 5)
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
BROWSER_COOKIE_NAME = "__Host-browser" if HTTPS else "browser"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
DEFAULT_EXCEPTION_REPORTER_FILTER = "config.fault_reports.KindsAlone"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.SELF],
        "style-src": [csp.SELF],
        "img-src": [csp.SELF],
        "font-src": [csp.SELF],
        "connect-src": [csp.SELF],
        "manifest-src": [csp.SELF],
        "form-action": [csp.SELF],
        "frame-ancestors": [csp.NONE],
        "base-uri": [csp.NONE],
    }
}

# What is sent stays in memory: the usual handler would write larger files to disk, where they could be read.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 50 * 1024 * 1024 + 64 * 1024  # the files of an import of cases, and the form around them

SAFE_CONTACT_MINUTES = number("ROUNDTABLE_SAFE_CONTACT_MINUTES", 30)
SAFE_CONTACT_STALE_DAYS = number("ROUNDTABLE_SAFE_CONTACT_STALE_DAYS", 90)
WELFARE_ATTEMPTS = number("ROUNDTABLE_WELFARE_ATTEMPTS", 3)
APPOINTMENT_WEEKS = number("ROUNDTABLE_APPOINTMENT_WEEKS", 12)

# The ClamAV daemon that checks files: unix:PATH or tcp:HOST:PORT; empty where structure alone is checked.
CLAMD = os.environ.get("ROUNDTABLE_CLAMD", "")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "background"  # where each package gathers its jobs
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}  # a night's work is caught up with in the morning

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True  # the few files are served from where they lie: there is no step to forget

# The readable history of clear columns. What is sealed, and everybody's names, stay out: only these columns are kept.
AUDITLOG_INCLUDE_TRACKING_MODELS = (
    {
        "model": "casework.Case",
        "include_fields": ["state", "priority", "restricted", "opened_on", "closed_on", "next_due", "version"],
    },
)
AUDITLOG_CID_GETTER = "audit.ledger.events.current_event"
AUDITLOG_DISABLE_REMOTE_ADDR = True
