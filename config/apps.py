"""The Django application of this package."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Commands and settings of the product."""

    name = "config"
    default_auto_field = "django.db.models.BigAutoField"
