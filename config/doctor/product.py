"""The product at work: its keys, its workers, what waits and what failed, and whether the database was put back."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models.functions import Now

from accounts.actor import system_actor
from accounts.agencies.models import Partnership
from accounts.context import acting
from accounts.jobs.models import Job
from accounts.jobs.models import State as JobState
from accounts.jobs.selectors import workers_heard_of
from accounts.outbox.models import Message
from accounts.outbox.models import State as MessageState
from accounts.restores.position import kept, lost
from config.doctor.findings import Finding, either, good, warning, wrong
from vault.envelope import Unreadable
from vault.models import AgencyKey
from vault.provider import RootKeyUnavailable, agency_cipher, root

LATE: Final = timedelta(hours=1)
OLD_POSITION: Final = 600
PAGE: Final = 'An administrator finds what failed on the page "Background work".'


def check_root_key() -> Iterator[Finding]:
    """Whether the root key is there, private, at work, and the one under which this database was sealed."""
    about = "root key"
    try:
        healthy = root().healthy()
    except ImproperlyConfigured as refused:
        yield wrong(about, str(refused), "Put the right root key back; see docs/configuration.md, Keys.")
        return
    except RootKeyUnavailable:
        healthy = False
    if not healthy:
        yield wrong(about, "Where it is kept does not answer rightly.", "Ask whoever runs the key service or module.")
        return
    shut = sum(1 for partnership in _partnerships() for key in _keys(partnership) if not _opens(key))
    problem = wrong(
        about, f"It does not open {shut} of the agencies' keys: it is not the one under which they were made.",
        "Put back the root key of this database.",
    )  # fmt: skip
    yield either(about, "It is there, private, and opens every agency's key.", problem if shut else None)


def check_workers() -> Iterator[Finding]:
    """Whether anybody does the background work."""
    heard = workers_heard_of()
    problem = wrong("worker", "No worker has been heard of for a minute.", "Start: python3 manage.py worker")
    yield either("worker", f"{heard} at work.", None if heard else problem)


def check_backlog() -> Iterator[Finding]:
    """Work that failed, and messages that are not sent an hour after they were due."""
    failed = late = 0
    for partnership in _partnerships():
        with acting(system_actor("doctor", partnership.pk)):
            failed += Job.objects.filter(state__in=[JobState.FAILED, JobState.REFUSED]).count()
            unsent = Message.objects.filter(state__in=[MessageState.WAITING, MessageState.SENDING])
            late += unsent.filter(asked_at__lt=Now() - LATE).count()
    said = f"{failed} pieces of work have failed." if failed else "Nothing has failed."
    yield either("background work", said, warning("background work", said, PAGE) if failed else None)
    said = f"{late} messages to staff have waited for more than an hour." if late else "No message waits for long."
    yield either("outbox", said, warning("outbox", said, "Check the mail server, and the worker.") if late else None)


def check_position() -> Iterator[Finding]:
    """Whether the database is older than what this machine has seen, and whether it would be noticed."""
    about = "restore"
    position = kept()
    if lost():
        yield wrong(
            about, "The database is older than what was seen here: it was put back from a backup.",
            "Run: python3 manage.py doctor --accept-restore, if no newer copy exists.",
        )  # fmt: skip
    elif not settings.LEDGER_POSITION_FILE or position is None:
        yield warning(
            about, "How far the ledger is is not written down here: an older database would not be noticed.",
            "Start the server or the worker, with LEDGER_POSITION_FILE in a folder that they may write.",
        )  # fmt: skip
    elif time.time() - position.written_at > OLD_POSITION:
        yield warning(
            about, "How far the ledger is was last written down more than ten minutes ago.",
            f"Start the server, and let it write {settings.LEDGER_POSITION_FILE}.",
        )  # fmt: skip
    else:
        yield good(about, "The database is not older than what was seen here.")


def _partnerships() -> list[Partnership]:
    return list(Partnership.objects.order_by("pk"))


def _keys(partnership: Partnership) -> list[AgencyKey]:
    with acting(system_actor("doctor", partnership.pk)):
        return list(AgencyKey.objects.all())


def _opens(key: AgencyKey) -> bool:
    try:
        with acting(system_actor("doctor", key.partnership_id)):
            agency_cipher(key.pk)
    except Unreadable:
        return False
    return True
