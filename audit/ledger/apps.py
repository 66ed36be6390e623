"""The Django application of this package."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The record of looks, changes and refusals."""

    name = "audit.ledger"
    default_auto_field = "django.db.models.BigAutoField"
