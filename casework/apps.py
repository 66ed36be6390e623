"""The Django application of this package."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """People, cases and interventions."""

    name = "casework"
    default_auto_field = "django.db.models.BigAutoField"
