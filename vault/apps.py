"""The Django application of this package."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Sealed values and their keys."""

    name = "vault"
    default_auto_field = "django.db.models.BigAutoField"
