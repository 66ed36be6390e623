"""The application's own database login: row security means nothing to a superuser or an owner."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

_ASK = """
    SELECT rolname, rolsuper OR rolbypassrls
        OR EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                   AND pg_has_role(current_user, relowner, 'member'))
        OR (SELECT pg_has_role(current_user, datdba, 'member') FROM pg_database WHERE datname = current_database()),
        to_regrole('rt_app') IS NOT NULL AND pg_has_role(current_user, to_regrole('rt_app'), 'member')
    FROM pg_roles WHERE rolname = current_user"""


def require_app_login() -> None:
    """Refuse to work, with ImproperlyConfigured, under a login that the walls between agencies do not hold back.

    The owner of the database counts too: before the first migration it owns no table.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        name, above, walled = cursor.fetchone()
    if above or not walled:
        message = (
            f"The application must not connect to the database as {name}: it is not rt_app or a member of it, or row "
            "security does not hold it back (a superuser, a login that may bypass it, an owner of database or tables). "
            "Give DATABASE_URL the application's own login, and DATABASE_OWNER_URL the owner's."
        )
        raise ImproperlyConfigured(message)
