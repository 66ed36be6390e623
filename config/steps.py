"""Steps of the set-up: one line each, with its time; what a step printed is shown only when it fails.

Only the standard library: this runs before any package is installed.
"""

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN_DIR = Path(os.environ.get("ROUNDTABLE_RUN_DIR", ROOT / ".run"))


class NotReady(Exception):
    """The set-up could not go on; the words say what happened and what to do next."""


def say(words: str, *, end: str = "\n") -> None:
    """Tell the person at the terminal, without mixing with what the command itself prints."""
    sys.stderr.write(words + end)
    sys.stderr.flush()


def step(words: str, command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None) -> None:
    """Run one command of the set-up; NotReady, with the end of its output, when it fails."""
    say(f"  {words} ... ", end="")
    started = time.monotonic()
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        say("failed")
        raise NotReady(f"{words}: {error}") from error
    if done.returncode:
        say("failed")
        raise NotReady(f"{words}: it stopped with code {done.returncode} and said\n{tail(done.stdout)}")
    say(f"{time.monotonic() - started:.1f} s")


def tail(text: str, lines: int = 15) -> str:
    """The last lines of a program's output, indented."""
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-lines:])


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the set-up's lock, so that two commands started at once do not make the same thing twice."""
    try:
        RUN_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (RUN_DIR / "set-up.lock").open("w")
    except PermissionError as error:
        raise NotReady(
            f"The folder {RUN_DIR} belongs to another user.\n"
            "Next: run the command as that user, or set ROUNDTABLE_RUN_DIR to a folder of your own."
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another command is setting things up; waiting for it ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
