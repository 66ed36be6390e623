"""A link that was sent to somebody, with which they set their password once."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from accounts.people.models import User

LASTS = timedelta(hours=72)
"""How long a link can be used; after that it is sent again."""


def runs_out() -> datetime:
    """When a link that is sent now runs out."""
    return timezone.now() + LASTS


class Invitation(models.Model):
    """The one link that is out for a person who has no password yet; used or withdrawn, its row is gone.

    Whoever reads this table can use no link: it holds a hash of what stands in it.
    """

    CLEAR: ClassVar[frozenset[str]] = frozenset({"made_at", "expires_at"})
    INDEXES = frozenset({"token"})

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="invitation")
    token = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=runs_out)

    def __str__(self) -> str:
        return f"invitation of {self.user_id}"

    @property
    def over(self) -> bool:
        """Whether its link has run out."""
        return self.expires_at <= timezone.now()
