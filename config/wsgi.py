"""What a web server loads; it refuses to serve with a login that the walls do not hold, or without a root key."""

import os

from django.core.wsgi import get_wsgi_application

from accounts.database_login import require_app_login

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from vault.provider import root  # noqa: E402 - its models need the line above

require_app_login()
root()
