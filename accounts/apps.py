"""The Django application of this package."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from accounts.checks import demo_is_closed


class AccountsConfig(AppConfig):
    """Partnerships, agencies, people and sign-in."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register this package's checks."""
        register(demo_is_closed, Tags.security)
