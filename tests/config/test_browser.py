"""A browser is found where the machine has one, and one that does not run is passed over."""

from pathlib import Path

import pytest

from config import browser


def program(folder: Path, name: str, code: int) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o700)
    return path


@pytest.fixture(autouse=True)
def bare_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser, "UNPACKED", tmp_path / "browser")


def test_a_bare_machine_has_none() -> None:
    assert browser.found() is None


def test_the_one_that_is_named_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "chromium", 0)
    named = program(tmp_path, "mine", 0)
    monkeypatch.setenv("CHROMIUM", str(named))
    assert browser.found() == named


def test_a_named_one_that_does_not_run_is_not_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "chromium", 0)
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "mistyped"))
    assert browser.found() is None


def test_one_that_does_not_run_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "chromium", 1)
    works = program(tmp_path, "google-chrome", 0)
    assert browser.found() == works
