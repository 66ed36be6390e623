"""The test command: what runs in which lane, and an exit that does not lie."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from config import browser, embedded_postgres, testing
from config.testing import Run

Lanes = Callable[..., tuple[list[str], list[tuple[str, ...]]]]


@pytest.fixture
def carry_out(monkeypatch: pytest.MonkeyPatch) -> Lanes:
    """Carry out a run whose lanes end with the given codes; gives its failures and the commands."""

    def run(*codes: int, slow: bool = False, marked: str = "", arguments: tuple[str, ...] = ()) -> object:
        commands: list[tuple[str, ...]] = []
        left = list(codes)

        def python(_: Run, *command: str) -> int:
            commands.append(command)
            return left.pop(0)

        monkeypatch.setattr(Run, "_python", python)
        return Run(slow=slow, marked=marked, arguments=arguments).carry_out(), commands

    monkeypatch.setattr(browser, "found", lambda: Path("/usr/bin/chromium"))
    monkeypatch.setattr(embedded_postgres, "answers", lambda _: True)
    return run  # type: ignore[return-value]


def test_side_by_side_first_then_alone(carry_out: Lanes) -> None:
    failures, commands = carry_out(0, 0)
    assert failures == []
    assert [command[:4] for command in commands] == [
        ("-m", "pytest", "-m", "not serial and not slow"),
        ("-m", "pytest", "-m", "serial and not slow"),
    ]
    assert commands[0][4:] == ("-n", "2", "--dist", "worksteal")


def test_everything_with_the_slow_tests_is_measured(carry_out: Lanes) -> None:
    failures, commands = carry_out(0, 0, 0, slow=True)
    assert failures == []
    assert ["--cov" in command for command in commands] == [True, True, False]
    assert commands[2][:4] == ("-m", "coverage", "report", "--skip-covered")


def test_slow_leaves_nothing_out_and_a_mark_is_kept(carry_out: Lanes) -> None:
    _, commands = carry_out(0, 0, slow=True, marked="browser or race")
    assert [command[3] for command in commands] == ["not serial and (browser or race)", "serial and (browser or race)"]


def test_a_part_of_the_tests_is_not_measured(carry_out: Lanes) -> None:
    failures, commands = carry_out(0, 5, slow=True, arguments=("tests/vault",))
    assert failures == []
    assert [command[-1] for command in commands] == ["tests/vault", "tests/vault"]
    assert "--cov" not in commands[0]


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ((1, 0, 0), ["The tests that run side by side did not all pass."]),
        ((0, 2, 0), ["The tests that run alone did not all pass."]),
        ((0, 5, 2), ["Too few lines are covered by tests (the floor is in pyproject.toml)."]),
        ((5, 5, 0), ["No test matched."]),
    ],
)
def test_every_failure_is_said(carry_out: Lanes, codes: tuple[int, ...], words: list[str]) -> None:
    assert carry_out(*codes, slow=True)[0] == words


def test_without_a_browser_the_rest_runs_and_the_command_names_what_did_not(
    carry_out: Lanes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "found", lambda: None)
    failures, commands = carry_out(0, 0, 0)
    assert commands[0][3] == "not serial and not slow and not browser"
    assert commands[2] == ("-m", "pytest", "--collect-only", "-q", "--no-header", "-m", "browser and not slow")
    assert "no browser could be had" in failures[0]


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The private servers that were stopped, where one was started by the run."""
    stopped: list[Path] = []
    running = iter([False, True])
    monkeypatch.setattr(Run, "_private_server", Path("/nowhere"))
    monkeypatch.setattr(embedded_postgres, "stop", stopped.append)
    monkeypatch.setattr(embedded_postgres, "answers", lambda _: next(running))
    return stopped


def test_a_server_started_for_the_tests_is_stopped(
    carry_out: Lanes, stops: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_postgres, "in_use", lambda _: False)
    carry_out(0, 0)
    assert stops == [Path("/nowhere")]


def test_but_not_when_someone_has_begun_to_use_it(
    carry_out: Lanes, stops: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_postgres, "in_use", lambda _: True)
    carry_out(0, 0)
    assert stops == []


def test_the_command_fails_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing.Run, "carry_out", lambda _: ["The tests that run alone did not all pass."])
    with pytest.raises(CommandError, match="The tests that run alone did not all pass"):
        call_command("test", marked="", arguments=())
