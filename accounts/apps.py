"""The Django application of this package."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Partnerships, agencies, people and sign-in."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
