"""Front-end packages and the browser are fetched with what the machine has, and built all or nothing."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from config import browser, frontend, steps
from config.packages import Packages

FONT_AND_IMAGE = "@font-face{font-family:GDS Transport}.a{background:url(/assets/images/a.svg)}"


@pytest.fixture
def carried_out(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """The steps that would have been carried out, with their commands."""
    done: list[tuple[str, list[str]]] = []

    def note(words: str, command: list[Any], **_: object) -> None:
        done.append((words, [str(part) for part in command]))

    for module in (frontend, browser):
        monkeypatch.setattr(module, "step", note)
    monkeypatch.setattr(Packages, "installed", lambda _: False)
    monkeypatch.setattr(Packages, "install", lambda packages: done.append((f"Installing {packages.name}", [])))
    return done


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Front-end packages as npm leaves them, and a place to build into."""
    sources = []
    for name in ("govuk-frontend.min", "moj-frontend.min"):
        source = tmp_path / "node_modules" / name
        (source / "assets" / "images").mkdir(parents=True)
        (source / f"{name}.css").write_text(FONT_AND_IMAGE)
        (source / f"{name}.js").write_text("export{};//# sourceMappingURL=a.map")
        (source / "assets" / "images" / "a.svg").write_text("<svg/>")
        (source / "assets" / "images" / "crest.svg").write_text("<svg/>")
        sources.append((source, name))
    monkeypatch.setattr(frontend, "MODULES", tmp_path / "node_modules")
    monkeypatch.setattr(frontend, "FRONT_ENDS", tuple(sources))
    monkeypatch.setattr(frontend, "BUILT", tmp_path / "static" / "built")
    return tmp_path


def npm(folder: Path, monkeypatch: pytest.MonkeyPatch, says: str) -> None:
    """Put an npm of some version on the PATH, and nothing else."""
    (folder / "bin").mkdir()
    program = folder / "bin" / "npm"
    program.write_text(f"#!/bin/sh\necho {says}\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(folder / "bin"))


def test_this_machines_npm_fetches_without_running_scripts(
    modules: Path, carried_out: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    npm(modules, monkeypatch, "9.2.0")
    frontend.install()
    frontend.install()
    assert carried_out == [
        (
            "Fetching front-end packages",
            [str(modules / "bin" / "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"],
        )
    ]


@pytest.mark.parametrize("says", ["6.14.4", "not a version"])
def test_an_old_or_broken_npm_is_passed_over(
    modules: Path, carried_out: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    npm(modules, monkeypatch, says)
    frontend.install()
    assert [words for words, _ in carried_out] == [
        "Installing Node.js from a Python package",
        "Fetching front-end packages",
    ]


def test_what_was_fetched_with_the_browser_serves_without_it(
    modules: Path, carried_out: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    npm(modules, monkeypatch, "11.0.0")
    frontend.install(with_browser=True)
    frontend.install()
    assert [words for words, _ in carried_out] == ["Fetching front-end packages and a browser"]
    assert "--omit=dev" not in carried_out[0][1]


def test_building_ships_only_what_is_used_and_is_known_to_be_done(modules: Path) -> None:
    assert not frontend.built()
    frontend.build()
    assert frontend.built()
    shipped = {str(path.relative_to(frontend.BUILT)) for path in frontend.BUILT.rglob("*") if path.is_file()}
    assert shipped == {
        ".stamp",
        "assets/images/a.svg",
        *(f"{name}.min.{kind}" for name in ("govuk-frontend", "moj-frontend") for kind in ("css", "js")),
    }


def test_a_build_that_fails_leaves_the_old_one_in_place(modules: Path) -> None:
    frontend.build()
    shutil.rmtree(frontend.FRONT_ENDS[1][0])
    with pytest.raises(FileNotFoundError):
        frontend.build()
    assert (frontend.BUILT / "moj-frontend.min.css").exists()


@pytest.fixture
def unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "browser"
    monkeypatch.setattr(browser, "UNPACKED", folder)
    monkeypatch.setattr(browser, "LAUNCHER", folder / "launch")
    return folder


def test_the_browser_is_unpacked_with_its_libraries_and_tried(
    unpacked: Path, carried_out: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "_runs", lambda _: True)
    browser.unpack()
    assert [words for words, _ in carried_out] == ["Installing Node.js from a Python package", "Unpacking the browser"]
    assert "al2023/lib" in (unpacked / "launch").read_text()
    assert browser.found() == unpacked / "launch"


def test_a_browser_that_does_not_run_here_is_not_kept(
    unpacked: Path, carried_out: list[tuple[str, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_runs", lambda _: False)
    with pytest.raises(steps.NotReady, match="does not run on this machine"):
        browser.unpack()
    assert not list(unpacked.glob(".unpacked-*"))
