"""Two ways of sharing a few database sessions among many: PgBouncer between transactions, and the driver's own pool."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from config import embedded_postgres

SESSIONS = 2
CONFIGURATION = """
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = {folder}
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = {sessions}
logfile = {folder}/log
"""


@contextmanager
def pgbouncer() -> Iterator[None]:
    """New connections of Django's go through PgBouncer in transaction mode, with two sessions behind it."""
    if shutil.which("pgbouncer") is None:
        pytest.skip("pgbouncer is not installed")
    server: dict[str, Any] = settings.DATABASES["default"]
    with tempfile.TemporaryDirectory(prefix="pgb") as folder:
        said = CONFIGURATION.format(host=server["HOST"], port=server["PORT"], folder=folder, sessions=SESSIONS)
        Path(folder, "pgbouncer.ini").write_text(said)
        Path(folder, "users").write_text(f'"{server["USER"]}" "{server["PASSWORD"]}"\n')
        command = [*embedded_postgres._not_as_root(), "pgbouncer", "-q", f"{folder}/pgbouncer.ini"]
        if os.geteuid() == 0 and len(command) == len(["pgbouncer", "-q", ""]):
            pytest.skip("pgbouncer refuses to run as root, and nothing here makes root somebody else")
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(folder, server)
            with pytest.MonkeyPatch.context() as patch:
                patch.setitem(server, "HOST", folder)
                patch.setitem(server, "PORT", "6432")
                yield
        finally:
            running.terminate()
            running.wait()


@contextmanager
def djangos_pool() -> Iterator[None]:
    """New connections of Django's come from the driver's pool of two."""
    server: dict[str, Any] = settings.DATABASES["default"]
    with pytest.MonkeyPatch.context() as patch:
        pool = {"min_size": SESSIONS, "max_size": SESSIONS, "timeout": 60}
        patch.setitem(server, "OPTIONS", {**server.get("OPTIONS", {}), "pool": pool})
        try:
            yield
        finally:
            pooled = connections.create_connection("default")
            pooled.close_pool()  # type: ignore[attr-defined]  # of the PostgreSQL backend


def _wait(folder: str, server: dict[str, Any]) -> None:
    patience = time.monotonic() + 20
    while time.monotonic() < patience:
        try:
            psycopg.connect(host=folder, port=6432, user=server["USER"], dbname=server["NAME"]).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(Path(folder, "log").read_text())
