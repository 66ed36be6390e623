"""What an asynchronous server loads; it refuses to serve with a login that the walls do not hold, or no root key."""

import os

from django.core.asgi import get_asgi_application

from accounts.database_login import require_app_login

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

from vault.provider import root  # noqa: E402 - its models need the line above

require_app_login()
root()
