"""The virtual environment `.venv` and the sets of locked packages in it, each known by a stamp of its lock file.

Only the standard library: this runs before any package is installed.
"""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from config.steps import ROOT, NotReady, say, step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MADE = VENV / ".made"  # written once the environment is whole: an interrupted one is made again


@dataclass(frozen=True)
class Packages:
    """A set of locked packages; `within` are the sets that it contains."""

    name: str
    lock: Path
    within: tuple["Packages", ...] = ()

    def wanted(self) -> str:
        """What the stamp says when these very packages are installed."""
        return hashlib.sha256(self.lock.read_bytes()).hexdigest()

    def installed(self) -> bool:
        """Whether the environment holds them, going by the stamp of the last complete installation."""
        stamp = VENV / f".{self.lock.stem}"
        return PYTHON.exists() and stamp.exists() and stamp.read_text() == self.wanted()

    def install(self) -> None:
        """Install with uv where it is present, else (or when uv cannot) with pip, which knows this machine's index."""
        if not self._with_uv():
            self._with_pip()
        for packages in (self, *self.within):
            (VENV / f".{packages.lock.stem}").write_text(packages.wanted())

    def _with_uv(self) -> bool:
        uv = shutil.which("uv")
        if uv is None:
            return False
        try:
            if not _whole():
                step("Making the environment .venv with uv", [uv, "venv", "--clear", "--python", _base(), VENV])
                MADE.touch()
            wanted: list[str | Path] = ["--require-hashes", "-r", self.lock]
            step(f"Installing {self.name} with uv", [uv, "pip", "install", "--quiet", "--python", PYTHON, *wanted])
        except NotReady as stopped:
            say(f"uv could not install {self.name}, so pip tries.\n{stopped}")
            return False
        return True

    def _with_pip(self) -> None:
        if not (_whole() and _has_pip()):
            ensurepip = find_spec("ensurepip")
            if ensurepip is None or ensurepip.origin is None:
                raise NotReady(
                    "This Python cannot make virtual environments: its ensurepip module is missing.\n"
                    "Next: on Debian or Ubuntu, sudo apt install python3-venv. Then run the same command again."
                )
            step("Making the environment .venv", [_base(), "-m", "venv", "--clear", VENV])
            MADE.touch()
        wanted: list[str | Path] = ["--no-deps", "--require-hashes", "-r", self.lock]
        step(
            f"Installing {self.name} with pip",
            [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", *wanted],
            environment={"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        )


RUN_TIME = Packages("the packages that run Roundtable", ROOT / "requirements.lock")
WITH_TESTS = Packages("the packages that run and test Roundtable", ROOT / "requirements-dev.lock", within=(RUN_TIME,))
NODE = Packages("Node.js from a Python package", ROOT / "requirements-node.lock")


def _whole() -> bool:
    return PYTHON.exists() and MADE.exists()


def _has_pip() -> bool:
    asked = subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False)
    return asked.returncode == 0


def _base() -> str:
    """The interpreter itself, not that of an environment that happens to be active."""
    return getattr(sys, "_base_executable", None) or sys.executable
