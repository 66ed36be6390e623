"""The application's own database login: row security means nothing to a superuser or an owner."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

OLDEST_SERVER = 150000
_NEXT = (
    "Next: as a superuser of that server run psql -f config/database_roles.sql once, and set DATABASE_URL to the login "
    "rt_app and DATABASE_OWNER_URL to the login rt_owner, as docs/configuration.md says."
)
_ASK = """
select current_user, rolsuper, rolbypassrls,
  current_setting('server_version_num')::int, current_setting('server_version'),
  exists (select from pg_class where relkind in ('r', 'p', 'v', 'm') and relnamespace = 'public'::regnamespace
          and pg_has_role(current_user, relowner, 'member'))
  or (select pg_has_role(current_user, datdba, 'member') from pg_database where datname = current_database()),
  to_regrole('rt_app') is not null and pg_has_role(current_user, to_regrole('rt_app'), 'member')
from pg_roles where rolname = current_user
"""


def require_app_login() -> None:
    """Refuse to serve, with ImproperlyConfigured, as a login that the walls between agencies do not hold back.

    The owner of the database counts too: before the first migration it owns no table.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        name, superuser, above_walls, number, version, owner, walled = cursor.fetchone()
    require_server(number, version)
    if superuser or above_walls or owner:
        raise ImproperlyConfigured(
            f"The application must not connect as {name}: it is a superuser, may bypass row security, or owns the "
            f"database or its tables. {_NEXT}"
        )
    if not walled:
        raise ImproperlyConfigured(
            f"The application must connect as rt_app, or as a member of it, and {name} is neither: the walls would "
            f"show it nothing. {_NEXT}"
        )


def require_server(number: int, version: str) -> None:
    """Refuse, with ImproperlyConfigured, a PostgreSQL that is too old for the walls."""
    if number < OLDEST_SERVER:
        raise ImproperlyConfigured(
            f"Roundtable needs PostgreSQL 15 or newer, and this server is {version}.\n"
            "Next: upgrade it, or set DATABASE_URL and DATABASE_OWNER_URL to a newer one."
        )
