"""The owner's login, which alone may change the schema."""

import contextlib
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.database_login import require_server
from config.database_settings import MAKE_LOGINS


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
