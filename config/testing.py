"""The lanes of the test run, and the words that close it."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from config import browser, embedded_postgres

SIDE_BY_SIDE = ("-n", "2", "--dist", "worksteal")  # a process with nothing left to do takes tests from the other
NO_TESTS = 5  # pytest's exit code when a lane has nothing to run


@dataclass
class Run:
    """One run of the tests: everything that may run side by side, then what must run alone."""

    slow: bool
    marked: str
    arguments: Sequence[str]
    failures: list[str] = field(default_factory=list)
    lanes_with_tests: int = 0

    def carry_out(self) -> list[str]:
        """Run the lanes; gives what failed, in words."""
        alone_before = self._server_ran()
        try:
            self._lane("The tests that run side by side", "not serial", [*SIDE_BY_SIDE, *self._measured()])
            self._lane("The tests that run alone", "serial", self._measured("--cov-append"))
            self._after()
        finally:
            self._stop_server(unless=alone_before)
        return self.failures

    def _after(self) -> None:
        if not self.lanes_with_tests and not self.failures:
            self.failures.append("No test matched.")
        if self._measures() and self._python("-m", "coverage", "report", "--skip-covered", "--skip-empty"):
            self.failures.append("Too few lines are covered by tests (the floor is in pyproject.toml).")
        if browser.found() is None:
            self._name_what_did_not_run()

    def _lane(self, name: str, markers: str, options: Sequence[str]) -> None:
        code = self._pytest("-m", self._only(markers, with_browser=browser.found() is not None), *options)
        self.lanes_with_tests += code != NO_TESTS
        if code not in {0, NO_TESTS}:
            self.failures.append(f"{name} did not all pass.")

    def _name_what_did_not_run(self) -> None:
        code = self._pytest("--collect-only", "-q", "--no-header", "-m", self._only("browser", with_browser=True))
        if code != NO_TESTS:
            self.failures.append(
                "The tests listed last did not run: no browser could be had. Install Chromium, or set CHROMIUM."
            )

    def _only(self, markers: str, *, with_browser: bool) -> str:
        parts = [markers, "" if self.slow else "not slow", "" if with_browser else "not browser"]
        if self.marked:
            parts.append(f"({self.marked})")
        return " and ".join(part for part in parts if part)

    def _measures(self) -> bool:
        """Whether coverage is measured: where nothing is left out it says something, at half as much time again."""
        return self.slow and not self.arguments and not self.marked

    def _measured(self, *more: str) -> list[str]:
        return ["--cov", "--cov-report=", "--cov-fail-under=0", *more] if self._measures() else []

    def _pytest(self, *options: str) -> int:
        return self._python("-m", "pytest", *options, *self.arguments)

    def _python(self, *arguments: str) -> int:
        return subprocess.run([sys.executable, *arguments], cwd=settings.BASE_DIR, check=False).returncode

    def _server_ran(self) -> bool:
        return self._private_server is None or embedded_postgres.answers(self._private_server)

    @property
    def _private_server(self) -> Path | None:
        folder = settings.DATABASES["default"]["EMBEDDED"]
        return folder if isinstance(folder, Path) else None

    def _stop_server(self, *, unless: bool) -> None:
        """Leave no server behind that was not there before, unless someone has begun to use it."""
        folder = self._private_server
        if folder and not unless:
            embedded_postgres.stop_unless_used(folder)
