"""What a web server loads; it refuses a login above the walls, no root key, and a database that was put back."""

import os

from django.core.wsgi import get_wsgi_application

from accounts.database_login import require_app_login

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from accounts.restores.position import require_not_older, watch  # noqa: E402 - their models need the line above
from vault.provider import root  # noqa: E402

require_app_login()
root()
require_not_older()
watch()
