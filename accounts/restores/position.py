"""How far the ledger is, kept outside the database: the newest event of each partnership that this machine has seen.

An event that was there and is not there any more means that the database was put back to an earlier time.
"""

import json
import logging
import os
import signal
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from accounts.actor import Actor, system_actor
from accounts.agencies.models import Partnership
from accounts.context import acting
from accounts.roles import Role
from audit.ledger.selectors import is_there, newest_events

logger = logging.getLogger(__name__)

SECONDS = 60


class Older(ImproperlyConfigured):
    """The database is older than what was seen; the words say what that means and what to do."""


@dataclass(frozen=True, slots=True)
class Position:
    """The newest event of each partnership, and when that was written down."""

    newest: Mapping[UUID, UUID]
    written_at: float


def witness(partnership_id: UUID) -> Actor:
    """The product itself, who sees that events are there and opens nothing."""
    return system_actor("witness", partnership_id, roles={Role.PARTNERSHIP_IG_LEAD})


def kept() -> Position | None:
    """What this machine has written down; None where nothing was, or the file is not kept here."""
    path = _path()
    if path is None or not path.exists():
        return None
    try:
        said = json.loads(path.read_text())["newest"]
        newest = {UUID(partnership): UUID(event) for partnership, event in said.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ImproperlyConfigured(
            f"The file {path} is broken: it can no longer tell whether the database was put back to an earlier time.\n"
            "Next: make sure that it was not, delete the file, and start again."
        ) from None
    return Position(newest, path.stat().st_mtime)


def keep() -> None:
    """Write down how far the ledger is now; refuses (Older) to forget an event that is not there any more."""
    require_not_older()
    write_down()


def write_down() -> None:
    """Write down how far the ledger is now, whatever it was before.

    The file is replaced whole, and only this process's user may read it.
    """
    path = _path()
    if path is None:
        return
    newest: dict[str, str] = {}
    for partnership_id in Partnership.objects.values_list("pk", flat=True):
        with acting(witness(partnership_id)):
            newest |= {str(partnership_id): str(event.pk) for event in newest_events(None, 1)}
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as draft:  # made with mode 0600
        json.dump({"newest": newest}, draft)
        draft.flush()
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)


def forget() -> None:
    """Let go of what was seen, where the database is made afresh on purpose."""
    path = _path()
    if path is not None:
        path.unlink(missing_ok=True)


def lost() -> dict[UUID, UUID]:
    """Events that were seen and are not there, by partnership."""
    position = kept()
    gone = {}
    for partnership_id, event_id in position.newest.items() if position else ():
        with acting(witness(partnership_id)):
            if not is_there(event_id):
                gone[partnership_id] = event_id
    return gone


def require_not_older() -> None:
    """Refuse (Older) to go on with a database that was put back to an earlier time, until a person accepts it."""
    if lost():
        raise Older(
            "The database is older than what this application has seen: it was probably restored from a backup.\n"
            "What was written after that backup is gone, sealed values included. Sessions, invitations, second factors "
            "and shares stand as they stood then, also those that were ended since.\n"
            "Next: if a newer copy of the database exists, put that back. If this is the newest, run\n"
            "    python3 manage.py doctor --accept-restore\n"
            "which ends every session, voids invitations and recovery codes, and records an alarm; then start again."
        )


def watch() -> None:
    """Write the position down now and every minute, in a thread; end this process when the database is put back."""
    if _path() is not None:
        threading.Thread(target=_watch, name="ledger position", daemon=True).start()


def _watch() -> None:
    while True:
        try:
            keep()
        except Older as older:
            logger.critical("%s", older)
            os.kill(os.getpid(), signal.SIGTERM)
        except (DatabaseError, OSError) as fault:
            logger.warning("How far the ledger is could not be written down: %s.", type(fault).__name__)
        finally:
            connection.close()
        time.sleep(SECONDS)


def _path() -> Path | None:
    return Path(settings.LEDGER_POSITION_FILE) if settings.LEDGER_POSITION_FILE else None
