"""The demo command: from nothing to a page, again without losing anything, afresh when asked, and stopped in order."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentTypeError
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.roles import Role
from config import embedded_postgres
from config.demo.loading import PASSWORD
from config.demo.serving import CannotServe, require_free
from config.management.commands.demo import number_of_people, welcome

PORT = 20_000 + os.getpid() % 20_000
ASK = "import sys, urllib.request as r; print(r.urlopen(sys.argv[1]).read().decode())"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """A folder of its own for everything that a demo keeps, as on a machine that never ran one."""
    ours = ("DATABASE_", "ROUNDTABLE_", "PYTHONUNBUFFERED")  # the last would hide words that are held back
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    yield {**kept, "ROUNDTABLE_RUN_DIR": str(tmp_path / "run"), "ROUNDTABLE_SETUP": "no"}
    embedded_postgres.stop(tmp_path / "run" / "postgres")


def demo(place: Mapping[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "demo", *options]
    return subprocess.run(
        command, cwd=settings.BASE_DIR, env=place, capture_output=True, text=True, timeout=300, check=False
    )


def serving(place: Mapping[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "demo", "--port", str(PORT)]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=place, stdout=subprocess.PIPE, text=True)


def said_until(process: subprocess.Popen[str], words: str) -> str:
    said = ""
    for line in process.stdout or ():
        said += line
        if words in line:
            break
    return said


def page(path: str) -> str:
    asked = subprocess.run(
        [sys.executable, "-c", ASK, f"http://127.0.0.1:{PORT}{path}"], capture_output=True, text=True, check=False
    )
    return asked.stdout


@pytest.mark.slow
@pytest.mark.serial
def test_a_demo_is_made_kept_served_stopped_and_made_afresh(place: Mapping[str, str]) -> None:
    server = Path(place["ROUNDTABLE_RUN_DIR"]) / "postgres"
    made = demo(place, "--no-serve", "--people", "3")
    assert made.returncode == 0, made.stderr
    assert not embedded_postgres.answers(server)

    other_size = demo(place, "--no-serve", "--people", "4")
    assert other_size.returncode == 1
    assert "made with 3 people" in other_size.stderr
    assert "--reset --people 4" in other_size.stderr

    started = time.monotonic()
    process = serving(place)
    assert "caseworker@police.example" in said_until(process, "Ctrl-C")
    assert time.monotonic() - started < 30
    assert "Sign in" in page("/sign-in/")

    taken = demo(place, "--port", str(PORT))
    assert taken.returncode == 1
    assert f"Port {PORT} is taken" in taken.stderr
    assert "--port" in taken.stderr

    process.send_signal(signal.SIGINT)
    assert "The demo has stopped." in (process.communicate(timeout=30)[0])
    assert process.returncode == 0
    assert page("/sign-in/") == ""
    assert not embedded_postgres.answers(server)

    afresh = demo(place, "--no-serve", "--reset", "--people", "4")
    assert afresh.returncode == 0, afresh.stderr


def test_the_welcome_names_one_sign_in_a_role_and_the_way_through_the_second_step() -> None:
    words = welcome(8000)
    assert "http://localhost:8000/" in words
    assert all(words.count(f"  {role.label} ") == 1 for role in Role)
    assert PASSWORD in words
    assert "only in the demo" in words


@pytest.mark.parametrize("port", [80, 65_536])
def test_a_port_that_is_none_is_refused_in_words(port: int) -> None:
    with pytest.raises(CannotServe, match="from 1024 to 65535"):
        require_free(port)


@pytest.mark.parametrize("typed", ["-1", "50001", "many"])
def test_a_number_of_people_out_of_reach_is_refused(typed: str) -> None:
    with pytest.raises(ArgumentTypeError, match=f"{typed} is not a number from 0 to 50,000"):
        number_of_people(typed)


def test_outside_the_demo_nothing_is_touched() -> None:
    with pytest.raises(CommandError, match="ROUNDTABLE_DEMO=1"):
        call_command("demo", no_serve=True)
