"""Real worker processes on this test's database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import connection

STALLED = 2
START = """
import os, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()
import tests.accounts.jobs.errands
from django.core.management import call_command
call_command("worker", stalled_after=float(sys.argv[1]))
"""


def environment(**more: str) -> dict[str, str]:
    """What a process of the product needs to work on this test's database, and nothing of the owner's."""
    at = connection.settings_dict
    login = quote(str(at["USER"])) + (f":{quote(str(at['PASSWORD']))}" if at["PASSWORD"] else "")
    url = f"postgresql://{login}@{quote(str(at['HOST']), safe='')}:{at['PORT']}/{at['NAME']}"
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    keys = {"ROOT_KEY_FILE": str(settings.ROOT_KEY_FILE), "SECRET_KEY": settings.SECRET_KEY, "LEDGER_POSITION_FILE": ""}
    return {**kept, **keys, "DATABASE_URL": url, **more}


@contextmanager
def worker(more: Mapping[str, str] = {}) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that also knows the tests' jobs; killed at the end unless it has ended by itself."""
    command = [sys.executable, "-c", START, str(STALLED)]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment(**more), start_new_session=True)
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process as a power cut would."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(happened: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait for something that another process does."""
    patience = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < patience, f"in vain: {what}"
        time.sleep(0.1)
