"""The set-up says what it does, goes on after an interruption, and changes nothing that someone else made."""

import ast
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from config import bootstrap, browser, frontend, packages, steps
from config.packages import Packages


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that looks whole and holds nothing."""
    folder = tmp_path / ".venv"
    (folder / "bin").mkdir(parents=True)
    for module in (packages, bootstrap):
        monkeypatch.setattr(module, "VENV", folder)
        monkeypatch.setattr(module, "PYTHON", folder / "bin" / "python")
    monkeypatch.setattr(packages, "MADE", folder / ".made")
    return folder


@pytest.fixture
def carried_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of the steps that would have been carried out."""
    words: list[str] = []
    monkeypatch.setattr(packages, "step", lambda what, *_, **__: words.append(what))
    return words


def locked(folder: Path, name: str, text: str = "django==5.2.19") -> Path:
    lock = folder / f"{name}.lock"
    lock.write_text(text)
    return lock


def test_an_old_python_is_told_what_to_install() -> None:
    text = (steps.ROOT / "manage.py").read_text()
    refusal = text[: text.index("from config import bootstrap")].replace("sys.version_info", "(3, 9, 2)")
    ast.parse(text, feature_version=(3, 6))
    done = subprocess.run([sys.executable, "-c", refusal], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.9." in done.stderr


def test_packages_are_installed_once_and_again_when_the_lock_changes(
    venv: Path, tmp_path: Path, carried_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(packages, "_has_pip", lambda: True)
    (venv / "bin" / "python").touch()
    some = Packages("some", locked(tmp_path, "some"))
    assert not some.installed()
    some.install()
    assert some.installed()
    assert carried_out == ["Making the environment .venv", "Installing some with pip"]
    locked(tmp_path, "some", "django==5.2.20")
    assert not some.installed()


def test_installing_the_larger_set_installs_the_smaller(
    venv: Path, tmp_path: Path, carried_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/uv")
    (venv / "bin" / "python").touch()
    small = Packages("small", locked(tmp_path, "small"))
    Packages("large", locked(tmp_path, "large"), within=(small,)).install()
    assert small.installed()
    assert carried_out == ["Making the environment .venv with uv", "Installing large with uv"]


def test_pip_tries_where_uv_cannot(
    venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def only_pip(words: str, *_: object, **__: object) -> None:
        if "uv" in words:
            raise steps.NotReady("the index is not reached")

    monkeypatch.setattr(packages, "step", only_pip)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/uv")
    (venv / "bin" / "python").touch()
    some = Packages("some", locked(tmp_path, "some"))
    some.install()
    assert some.installed()
    assert "so pip tries" in capsys.readouterr().err


def test_a_python_without_ensurepip_is_told_the_one_line(
    venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(packages, "find_spec", lambda _: None)
    with pytest.raises(steps.NotReady, match="sudo apt install python3-venv"):
        Packages("some", locked(tmp_path, "some")).install()


def test_a_failed_step_shows_what_the_program_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(steps.NotReady, match=r"code 3 and said\n    no room left"):
        steps.step("Doing it", [sys.executable, "-c", "print('no room left'); raise SystemExit(3)"])
    assert capsys.readouterr().err == "  Doing it ... failed\n"


def test_a_program_that_is_not_there_is_a_failed_step() -> None:
    with pytest.raises(steps.NotReady, match="No such file"):
        steps.step("Doing it", ["/nowhere/at-all"])


def test_two_commands_at_once_wait_for_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(steps, "RUN_DIR", tmp_path / "run")
    order: list[str] = []

    def second() -> None:
        with steps.alone():
            order.append("second")

    waiting = threading.Thread(target=second)
    with steps.alone():
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]
    assert "waiting for it" in capsys.readouterr().err


def test_ones_own_environment_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", "/srv/environment")
    monkeypatch.setattr(os, "execv", lambda *_: pytest.fail("it left the environment"))
    monkeypatch.setattr(Packages, "install", lambda _: pytest.fail("it installed packages"))
    bootstrap.prepare(["migrate"])


def test_the_set_up_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROUNDTABLE_SETUP", "no")
    monkeypatch.setattr(Packages, "installed", lambda _: pytest.fail("it looked"))
    bootstrap.prepare(["demo"])


def test_a_set_up_that_stops_says_so_and_what_is_next(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Packages) -> None:
        raise steps.NotReady("No network.\nNext: connect.")

    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    monkeypatch.setattr(Packages, "install", refuse)
    with pytest.raises(SystemExit, match=r"No network\.\nNext: connect\.\nWhat was done is kept"):
        bootstrap.prepare(["migrate"])


def test_the_command_continues_in_the_environment(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[list[str]] = []
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    monkeypatch.setattr(Packages, "installed", lambda _: True)
    monkeypatch.setattr(os, "execv", lambda _, command: went.append(command))
    bootstrap.prepare(["migrate", "--plan"])
    assert went == [[str(venv / "bin" / "python"), str(steps.ROOT / "manage.py"), "migrate", "--plan"]]


def test_tests_go_on_when_no_browser_can_be_had(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: object) -> None:
        raise steps.NotReady("npm reached nothing")

    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "found", lambda: None)
    monkeypatch.setattr(frontend, "built", lambda: True)
    monkeypatch.setattr(frontend, "install", refuse)
    monkeypatch.setattr(sys, "prefix", "/srv/environment")
    bootstrap.prepare(["test"])
    assert "No browser could be had for the tests.\nnpm reached nothing" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"])
def test_locks_hold_hashes_and_no_addresses(name: str) -> None:
    text = (steps.ROOT / name).read_text()
    pins = [line for line in text.splitlines() if "==" in line and not line.startswith(" ")]
    assert pins
    assert text.count(" \\\n    --hash=sha256:") >= len(pins)
    assert "://" not in text


def test_the_lock_of_front_end_packages_holds_hashes_and_no_addresses() -> None:
    text = (steps.ROOT / "package-lock.json").read_text()
    assert '"integrity": "sha512-' in text
    assert '"resolved"' not in text


def test_tests_run_on_the_very_packages_that_run_the_product() -> None:
    run_time, with_tests = (
        {line.split(" ")[0] for line in (steps.ROOT / name).read_text().splitlines() if line[:1].isalnum()}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run_time
    assert run_time <= with_tests
