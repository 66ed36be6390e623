"""The Django application of this package."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """The information-governance office."""

    name = "audit.office"
    default_auto_field = "django.db.models.BigAutoField"
