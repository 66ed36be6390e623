"""What Django's settings say of the database, read from the environment: two logins of one database."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import embedded_postgres

ENGINE = "config.database_engine"
MAKE_LOGINS = (
    "Next: as a superuser of that server run psql -f config/database_roles.sql once, give both logins a password, "
    "and set DATABASE_URL=postgresql://rt_app:PASSWORD@HOST:5432/NAME and "
    "DATABASE_OWNER_URL=postgresql://rt_owner:PASSWORD@HOST:5432/NAME. "
    "With neither set, the private PostgreSQL of this folder is used."
)


def read(environment: Mapping[str, str], run_dir: Path) -> tuple[dict[str, object], dict[str, str]]:
    """The application's database and the owner's login (empty where a process only serves); starts nothing.

    Refuses the owner's address without the application's, and two addresses of different databases.
    """
    application, owner = environment.get("DATABASE_URL"), environment.get("DATABASE_OWNER_URL")
    if application is None and owner is not None:
        raise ImproperlyConfigured(f"DATABASE_OWNER_URL is set and DATABASE_URL is not. {MAKE_LOGINS}")
    embedded = None
    if application is None:
        embedded = run_dir / "postgres"
        application, owner = (embedded_postgres.url(embedded, login) for login in ("rt_app", "rt_owner"))
    serving = _address(application)
    owning = _address(owner) if owner else {}
    if owner and any(serving[part] != owning[part] for part in ("HOST", "PORT", "NAME")):
        raise ImproperlyConfigured(
            f"DATABASE_URL and DATABASE_OWNER_URL must be two logins of one database on one server. {MAKE_LOGINS}"
        )
    login = {part: str(owning[part]) for part in ("USER", "PASSWORD") if owner}
    return {"ENGINE": ENGINE, "EMBEDDED": embedded, **serving}, login


def _address(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    name = unquote(parts.path.strip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not parts.hostname or not name:
        raise ImproperlyConfigured(
            "A database address looks like postgresql://USER:PASSWORD@HOST:5432/NAME, "
            "and this one does not (it is not repeated here, for it may hold a password)."
        )
    where = parts.netloc.rsplit("@", 1)[-1]
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # not `hostname`, which is lower case: the folder of a socket is not
        "HOST": unquote(where.removesuffix(f":{parts.port}")).strip("[]"),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
