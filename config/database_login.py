"""The two logins: the application may read and write rows within the walls; the owner alone may change the schema."""

import contextlib
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.database_settings import MAKE_LOGINS

OLDEST_SERVER = 150000
ASK = """
select current_user, rolsuper, rolbypassrls,
  current_setting('server_version_num')::int, current_setting('server_version'),
  exists (select from pg_class where relkind in ('r', 'p', 'v', 'm') and relnamespace = 'public'::regnamespace
          and pg_has_role(current_user, relowner, 'member'))
  or (select pg_has_role(current_user, datdba, 'member') from pg_database where datname = current_database()),
  to_regrole('rt_app') is not null and pg_has_role(current_user, to_regrole('rt_app'), 'member')
from pg_roles where rolname = current_user
"""


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner for a while; refuses inside a transaction, and where the owner's login is not known.

    The login of the one alias is swapped: two aliases for one database would confuse routers, tests and durable blocks.
    """
    if not settings.DATABASE_OWNER:
        raise ImproperlyConfigured(
            f"This process may not change the schema: DATABASE_OWNER_URL is not set. {MAKE_LOGINS}"
        )
    if connection.in_atomic_block:
        raise RuntimeError("The owner cannot take over in the middle of a transaction.")
    before = {key: connection.settings_dict[key] for key in settings.DATABASE_OWNER}
    connection.close()
    connection.settings_dict.update(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def require_app_login() -> None:
    """Refuse to serve as a login that the walls do not hold: a superuser, one above row security, or an owner."""
    with connection.cursor() as cursor:
        cursor.execute(ASK)
        name, superuser, above_walls, number, version, owner, walled = cursor.fetchone()
    require_server(number, version)
    if superuser or above_walls or owner:
        raise ImproperlyConfigured(
            f"The application must not connect as {name}: it is a superuser, may bypass row security, or owns the "
            f"database or its tables. {MAKE_LOGINS}"
        )
    if not walled:
        raise ImproperlyConfigured(
            f"The application must connect as rt_app, or as a member of it, and {name} is neither: the walls would "
            f"show it nothing. {MAKE_LOGINS}"
        )


def require_server(number: int, version: str) -> None:
    """Refuse a PostgreSQL that is too old for the walls."""
    if number < OLDEST_SERVER:
        raise ImproperlyConfigured(
            f"Roundtable needs PostgreSQL 15 or newer, and this server is {version}.\n"
            "Next: upgrade it, or set DATABASE_URL and DATABASE_OWNER_URL to a newer one."
        )


def require_owner_login() -> None:
    """Refuse to change the schema as anyone but the owner whom the walls name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, current_setting('server_version_num')::int, current_setting('server_version')"
        )
        name, number, version = cursor.fetchone()
    require_server(number, version)
    if name != "rt_owner":
        raise ImproperlyConfigured(
            f"The schema belongs to rt_owner, and DATABASE_OWNER_URL logs in as {name}. {MAKE_LOGINS}"
        )
