"""What an asynchronous server loads; it refuses what `config.wsgi` refuses."""

import os

from django.core.asgi import get_asgi_application

from accounts.database_login import require_app_login

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

from accounts.restores.position import require_not_older, watch  # noqa: E402 - their models need the line above
from vault.provider import root  # noqa: E402

require_app_login()
root()
require_not_older()
watch()
