"""What a web server loads; it refuses to serve with a login that the walls do not hold."""

import os

from django.core.wsgi import get_wsgi_application

from accounts.database_login import require_app_login

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
require_app_login()
