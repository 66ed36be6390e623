"""Sessions in the database, sealed: they hold a second factor's seed while it is set up.

The key that the cookie carries is not kept, only its keyed hash: whoever reads the table cannot take a session over.
"""

import json
import secrets
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.signin.devices import device_of
from accounts.signin.models import LONGEST, SignIn
from vault.envelope import Unreadable
from vault.secrets import open_secret, seal_secret


def hashed(session_key: str) -> str:
    """What is kept of a session's key."""
    return salted_hmac("accounts.session", session_key, algorithm="sha256").hexdigest()


def opened(row: SignIn) -> dict[str, Any] | None:
    """What a session holds; None where it was changed, or moved here from another row."""
    try:
        kept: dict[str, Any] = json.loads(open_secret(row.data, _context(row)))
    except Unreadable:
        return None
    return kept


class SessionStore(SessionBase):
    """A session and its row; one that does not open, is over, or lies in the future is empty, thus signed out."""

    row: SignIn | None = None
    unseen = False
    """Set by a view that scripts ask by themselves: that nobody is there."""

    @property
    def sign_in(self) -> SignIn | None:
        """The session's row, once it is read."""
        self.get("")
        return self.row

    def load(self) -> dict[str, Any]:
        """What the session holds, in one query."""
        row = SignIn.objects.filter(key=hashed(str(self.session_key)), ends_at__gt=timezone.now()).first()
        kept = opened(row) if row is not None and row.credible else None
        if kept is None:
            self._session_key = None
            return {}
        self.row = row
        return kept

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return SignIn.objects.filter(key=hashed(session_key)).exists()

    def create(self) -> None:
        """A new session under a new key."""
        self._session_cache: dict[str, Any] = getattr(self, "_session_cache", {})
        self._session_key, self.row = _new_key(), None
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - as the framework declares it
        """Write what the session holds; a request that only looked moves the time at which it was last seen.

        While the screen is locked that time stands still. Refuses (UpdateError) a session that was ended meanwhile.
        """
        if self.session_key is None:
            self.create()
        elif must_create:
            self._insert(dict(self.items()))
        elif self.row is None:
            raise UpdateError
        else:
            self._update(self.row)

    def cycle_key(self) -> None:
        """Give a signed-in session a new key in the same row; any other session is made anew."""
        held = dict(self.items())
        if self.row is None or self.row.user_id is None:
            before = self.session_key
            self.create()
            self._session_cache = held
            if before:
                self.delete(before)
            return
        new = _new_key()
        self._change(self.row, key=hashed(new))
        self._session_key, self.modified = new, True

    def lock(self) -> None:
        """Lock the screen."""
        if self.row is not None:
            self._change(self.row, locked_at=timezone.now())

    def unlock(self) -> None:
        """Unlock the screen."""
        if self.row is not None:
            self._change(self.row, locked_at=None, seen_at=timezone.now())

    def note_device(self, user_agent: str) -> None:
        """Note from what kind of device this is."""
        if self.row is not None:
            browser, system = device_of(user_agent)
            self._change(self.row, browser=browser, system=system)

    def delete(self, session_key: str | None = None) -> None:
        """End a session: this one unless told."""
        if ending := session_key or self.session_key:
            SignIn.objects.filter(key=hashed(ending)).delete()

    def flush(self) -> None:
        """End this session and begin an empty one."""
        super().flush()
        self.row = None

    @classmethod
    def clear_expired(cls) -> None:
        """Sweep away what is over."""
        SignIn.objects.filter(ends_at__lte=timezone.now()).delete()

    def _insert(self, held: dict[str, Any]) -> None:
        now = timezone.now()
        row = SignIn(key=hashed(str(self.session_key)), began_at=now, seen_at=now, ends_at=now + LONGEST)
        row.user_id, row.data = held.get(SESSION_KEY), _sealed(row, held)
        row.save(force_insert=True)
        self.row = row

    def _update(self, row: SignIn) -> None:
        changes: dict[str, Any] = {} if row.locked or self.unseen else {"seen_at": timezone.now()}
        if self.modified:
            changes |= {"user_id": self.get(SESSION_KEY), "data": _sealed(row, dict(self.items()))}
        if changes:
            self._change(row, **changes)

    def _change(self, row: SignIn, **changes: Any) -> None:
        if not SignIn.objects.filter(pk=row.pk, key=row.key).update(**changes):
            raise UpdateError
        for name, value in changes.items():
            setattr(row, name, value)


def _new_key() -> str:
    return secrets.token_urlsafe(32)


def _context(row: SignIn) -> str:
    return f"accounts.session:{row.pk}"


def _sealed(row: SignIn, held: dict[str, Any]) -> str:
    return seal_secret(json.dumps(held), _context(row))
