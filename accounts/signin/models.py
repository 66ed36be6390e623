"""What counts tries at signing in, for every server process together."""

from django.db import models


class Counter(models.Model):
    """A short-lived value of the cache: how often something was tried, a lock, a used code."""

    CLEAR = frozenset({"expires"})
    STAFF = frozenset({"key", "value"})

    key = models.CharField(max_length=64, primary_key=True, help_text="A keyed hash: no address can be read from it.")
    value = models.JSONField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "counter"
