"""The Django application of this package."""

from django.apps import AppConfig


class MultiagencyConfig(AppConfig):
    """What agencies do together."""

    name = "multiagency"
    default_auto_field = "django.db.models.BigAutoField"
