"""What Django's settings say of e-mail, read from the environment."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TIMEOUT_SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}
HERE = {"localhost", "127.0.0.1", "::1"}
_LIKE = (
    "A mail server's address looks like smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://USER:PASSWORD@HOST:465, "
    "and this one does not (it is not repeated here, for it may hold a password)."
)


def read(environment: Mapping[str, str], run_dir: Path) -> dict[str, object]:
    """The mail server of ROUNDTABLE_MAIL_URL, or of the file that ROUNDTABLE_MAIL_URL_FILE names.

    Where there is neither, messages are kept as files in the folder `mail` of the run folder. The way to the server is
    encrypted, but for one on this machine. Refuses (ImproperlyConfigured) an address that is none.
    """
    url = environment.get("ROUNDTABLE_MAIL_URL", "")
    if not url and (path := environment.get("ROUNDTABLE_MAIL_URL_FILE")):
        url = Path(path).read_text().strip()
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(run_dir / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(_LIKE)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in HERE,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
