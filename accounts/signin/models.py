"""What signing in keeps: who is signed in where, forms that met a locked screen, and how often something was tried."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from accounts.people.models import User
from accounts.signin.devices import Browser, System
from vault.ids import uuid7

IDLE = timedelta(minutes=15)
"""After so long without a request the screen is locked (OWASP ASVS 5.0, 7.3.1)."""

LONGEST = timedelta(hours=8)
"""After so long one signs in again, whatever one does (ASVS 7.3.2)."""

SKEW = timedelta(minutes=1)
"""How far the clocks of two servers may be apart; what lies further in the future is not believed."""


class Counter(models.Model):
    """A short-lived value of the cache: how often something was tried, a lock, a used code."""

    CLEAR = frozenset({"expires"})
    STAFF = frozenset({"key", "value"})

    key = models.CharField(max_length=64, primary_key=True, help_text="A keyed hash: no address can be read from it.")
    value = models.JSONField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "counter"


class SignIn(models.Model):
    """A session: somebody at one browser, from signing in until signing out, eight hours at most.

    Nobody who reads this table can take a session over: of the cookie it keeps a keyed hash alone.
    """

    CLEAR = frozenset({"browser", "system", "began_at", "seen_at", "locked_at", "ends_at"})
    STAFF = frozenset({"key", "data"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=64, unique=True)
    data = models.TextField(help_text="Sealed under the root key, for this row.")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sign_ins")
    browser = models.CharField(max_length=8, choices=Browser, default=Browser.OTHER)
    system = models.CharField(max_length=8, choices=System, default=System.OTHER)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"sign-in {self.pk}"

    @property
    def locked(self) -> bool:
        """Whether the screen is locked: by whoever sits there, or because nobody asked for anything for too long."""
        return self.locked_at is not None or timezone.now() - self.seen_at > IDLE

    @property
    def locks_in(self) -> timedelta:
        """How long until the screen locks by itself; nothing where it is locked."""
        return timedelta(0) if self.locked else self.seen_at + IDLE - timezone.now()

    @property
    def credible(self) -> bool:
        """Whether its times can be true: none lies in the future."""
        latest: datetime = max(self.began_at, self.seen_at)
        return latest <= timezone.now() + SKEW


class KeptForm(models.Model):
    """A form that somebody sent when their screen was locked or a fresh code was asked for; they may send it again."""

    CLEAR = frozenset({"kept_at", "words"})

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)
    words = models.TextField(help_text="Sealed under the root key, for this row and user.")

    def __str__(self) -> str:
        return f"kept form {self.pk}"
