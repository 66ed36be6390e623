"""Sessions in the database, sealed: they hold a second factor's seed while it is set up, and unsaved forms."""

import json
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSession

from vault.envelope import Unreadable
from vault.secrets import open_secret, seal_secret

CONTEXT = "accounts.session"


class SessionStore(DatabaseSession):
    """A session whose stored form opens only with the root key; one that does not open is empty, thus signed out."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """The session as it is stored."""
        return seal_secret(json.dumps(session_dict), CONTEXT)

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """The session again."""
        try:
            kept: dict[str, Any] = json.loads(open_secret(str(session_data), CONTEXT))
        except Unreadable:
            return {}
        return kept
