"""Serving the demo on this machine alone, until somebody stops it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from types import FrameType

from config.steps import ROOT

HOST = "127.0.0.1"
NAME = "localhost"
"""Under which the demo is visited: passkeys are bound to a name, and cannot be bound to a number."""
FIRST, LAST = 1024, 65535
START_SECONDS = 60
STOP_SECONDS = 15


class CannotServe(Exception):
    """The demo's web server could not start; the words say what to do next."""


def require_free(port: int) -> None:
    """Refuse (CannotServe) a port that is not one for programs like this, or that another program answers on."""
    if not FIRST <= port <= LAST:
        raise CannotServe(f"A port is a number from {FIRST} to {LAST}. Next: python3 manage.py demo --port 8000")
    if _taken(port):
        other = next((free for free in range(port + 1, LAST + 1) if not _taken(free)), FIRST)
        raise CannotServe(
            f"Port {port} is taken: perhaps the demo is already running at http://{NAME}:{port}/.\n"
            f"Next: stop what uses it, or choose another: python3 manage.py demo --port {other}"
        )


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was left a moment ago is free
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


@contextlib.contextmanager
def server(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A web server that answers for as long as the block lasts; refuses (CannotServe) when it does not come up."""
    command = [
        sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"{HOST}:{port}", "--workers", "2",
        "--worker-class", "gthread", "--threads", "4", "--log-level", "warning", "--no-control-socket",
        "--graceful-timeout", "5",
    ]  # fmt: skip
    # Its own session: a Ctrl-C at the terminal reaches this process alone, which then stops the server in order.
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait_until_it_answers(process, port)
        yield process
    finally:
        _stop(process)


@contextlib.contextmanager
def worker(port: int) -> Iterator[None]:
    """A worker for the work beside the pages, for as long as the block lasts; its messages lead to the server."""
    command = [sys.executable, str(ROOT / "manage.py"), "worker"]
    leading_here = {**os.environ, "ROUNDTABLE_URL": f"http://{NAME}:{port}"}
    process = subprocess.Popen(command, cwd=ROOT, env=leading_here, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        yield
    finally:
        _stop(process)


def wait(process: subprocess.Popen[bytes]) -> None:
    """Wait until the server ends by itself (CannotServe) or the person at the terminal stops it."""
    with _stopped_by(signal.SIGTERM, signal.SIGHUP), contextlib.suppress(KeyboardInterrupt):
        code = process.wait()
        raise CannotServe(f"The web server ended by itself with code {code}; what it said stands above.")


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise CannotServe("The web server did not start; what it said stands above.")
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.1)
    raise CannotServe(f"The web server did not answer within {START_SECONDS} seconds.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Let what is under way end, then end it."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def _stopped_by(*numbers: signal.Signals) -> Iterator[None]:
    """Let an end asked for, or a terminal that was closed, stop the demo as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
