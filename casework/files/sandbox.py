"""Runs the cleaner in a process of its own, with little memory and time, nothing of ours in it, and no way to write.

It runs as the server's own user all the same: whoever takes over the cleaner reads what that user reads.
"""

import subprocess
import sys
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings

from casework.files.cleaning.kinds import EXIT_REFUSED, Kind, Reason, Refused
from casework.files.cleaning.names import kept_name, said_by_name

MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 20
_PROGRAM: Final = f"""
import resource, runpy, sys
for what, most in (("AS", {MEMORY}), ("CPU", {SECONDS}), ("FSIZE", 0), ("CORE", 0)):
    resource.setrlimit(getattr(resource, "RLIMIT_" + what), (most, most))
sys.path.insert(0, sys.argv[1])
runpy.run_module("casework.files.cleaning", run_name="__main__")
"""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file that may be kept: what it is, under which name, and what it holds now."""

    kind: Kind
    name: str = field(repr=False)
    content: bytes = field(repr=False)


def clean_apart(name: str, content: bytes) -> Cleaned:
    """Give the cleaned file; refuses (Refused) what the cleaner refuses, and (TOO_MUCH) what it cannot cope with."""
    said = said_by_name(name)
    try:
        process = subprocess.run(
            [sys.executable, "-I", "-c", _PROGRAM, str(settings.BASE_DIR)],
            input=said.ending.encode() + b"\n" + content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={}, cwd="/", timeout=2 * SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(Reason.TOO_MUCH) from None
    if process.returncode == EXIT_REFUSED:
        raise Refused(Reason(process.stdout.decode()))
    if process.returncode:  # out of memory or time, or ended by a fault of the program that takes files apart
        raise Refused(Reason.TOO_MUCH)
    kind, _, cleaned = process.stdout.partition(b"\n")
    return Cleaned(Kind(kind.decode()), kept_name(name, said), cleaned)
