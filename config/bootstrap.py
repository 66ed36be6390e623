"""First-run set-up with nothing but Python: virtual environment, locked packages, front-end assets, then the command.

An environment of one's own that already holds Django is used as it is; ROUNDTABLE_SETUP=no switches all of this off.
Only the standard library: this runs before any package is installed.
"""

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from config import browser, frontend
from config.packages import PYTHON, RUN_TIME, VENV, WITH_TESTS, Packages
from config.steps import ROOT, NotReady, alone, say

SERVES = {"demo", "test", "runserver", "collectstatic"}


def prepare(arguments: Sequence[str]) -> None:
    """Make what the command needs and continue in the environment, where this process is not there yet."""
    if os.environ.get("ROUNDTABLE_SETUP", "").lower() in {"no", "0", "off", "false"}:
        return
    command = arguments[0] if arguments else ""
    try:
        own = _in_an_environment_of_ones_own(command)
        if not own:
            _make_packages(WITH_TESTS if command == "test" else RUN_TIME)
        if own or Path(sys.prefix).resolve() == VENV.resolve():
            _make_the_rest(command)
            return
    except NotReady as stopped:
        sys.exit(f"\nThe set-up stopped.\n{stopped}\nWhat was done is kept: the same command goes on from there.")
    except KeyboardInterrupt:
        sys.exit("\nThe set-up was interrupted. The same command goes on from where it stopped.")
    os.execv(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), *arguments])  # noqa: S606  a list, no shell


def _in_an_environment_of_ones_own(command: str) -> bool:
    """Whether this runs in an environment that someone made on purpose, with the packages in it."""
    if sys.prefix == sys.base_prefix or Path(sys.prefix).resolve() == VENV.resolve() or not find_spec("django"):
        return False
    if command == "test" and not find_spec("pytest"):
        raise NotReady(
            "The active virtual environment has Django but not the packages for tests.\n"
            "Next: install requirements-dev.lock into it, or leave it (deactivate) and run the command again."
        )
    return True


def _make_packages(packages: Packages) -> None:
    if packages.installed():
        return
    with alone():
        if not packages.installed():
            say("Setting up Roundtable (on the first run, and when locked versions change).")
            packages.install()


def _make_the_rest(command: str) -> None:
    if command == "test":
        _make_browser()
    if command in SERVES:
        _make_assets()


def _make_assets() -> None:
    if frontend.built():
        return
    with alone():
        if not frontend.built():
            frontend.install()
            frontend.build()


def _make_browser() -> None:
    """Bring a browser for the tests; without one the others still run, and the command names those that did not."""
    if os.environ.get("CHROMIUM") or browser.found():  # one that is named is used or missed, never replaced
        return
    with alone():
        if browser.found():
            return
        try:
            frontend.install(with_browser=True)
            browser.unpack()
        except NotReady as stopped:
            say(f"No browser could be had for the tests.\n{stopped}")
