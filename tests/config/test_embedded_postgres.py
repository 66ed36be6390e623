"""The private PostgreSQL starts, survives what happens to servers, and never listens to strangers."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from config import embedded_postgres

ENSURE = (
    "import sys, pathlib; from config import embedded_postgres; embedded_postgres.ensure(pathlib.Path(sys.argv[1]))"
)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "a folder" / "postgres"
    yield folder
    embedded_postgres.stop(folder)
    shutil.rmtree(embedded_postgres.socket_folder(folder), ignore_errors=True)


def as_owner(base: Path) -> psycopg.Connection:
    return psycopg.connect(embedded_postgres.url(base, "rt_owner"), autocommit=True)


def server(base: Path) -> int:
    return int((base / "data" / "postmaster.pid").read_text().split()[0])


def test_it_starts_once_closed_to_others_and_silent_about_content(base: Path) -> None:
    assert not embedded_postgres.answers(base)
    embedded_postgres.ensure(base)
    embedded_postgres.ensure(base)
    with as_owner(base) as owner:
        assert owner.execute("show listen_addresses").fetchone() == ("",)
        assert owner.execute("show fsync").fetchone() == ("on",)
        owner.execute("create table words (said text check (said = ''))")
        with pytest.raises(psycopg.errors.CheckViolation):
            owner.execute("insert into words values ('a secret')")
    assert "a secret" not in (base / "log").read_text()
    assert (base / "data").stat().st_mode & 0o077 == 0
    assert Path(embedded_postgres.socket_folder(base)).stat().st_mode & 0o077 == 0


def test_what_was_committed_survives_kill_9(base: Path) -> None:
    embedded_postgres.ensure(base)
    with as_owner(base) as owner:
        owner.execute("create table kept as select 1 as one")
    os.kill(server(base), signal.SIGKILL)
    time.sleep(0.2)
    embedded_postgres.ensure(base)
    with as_owner(base) as owner:
        assert owner.execute("select one from kept").fetchone() == (1,)


def test_a_number_that_another_program_took_over_is_no_server(base: Path) -> None:
    embedded_postgres.ensure(base)
    pidfile = base / "data" / "postmaster.pid"
    left_behind = pidfile.read_text().replace(str(server(base)), str(os.getpid()), 1)
    embedded_postgres.stop(base)
    pidfile.write_text(left_behind)
    embedded_postgres.ensure(base)
    assert embedded_postgres.answers(base)
    assert server(base) != os.getpid()


def test_stopping_leaves_another_program_alone_that_took_over_the_number(base: Path) -> None:
    (base / "data").mkdir(parents=True)
    (base / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{base / 'data'}\n")
    assert not embedded_postgres.stop(base)


@pytest.mark.slow
def test_commands_started_at_once_share_one_server(base: Path) -> None:
    command = [sys.executable, "-c", ENSURE, str(base)]
    started = [subprocess.Popen(command, cwd=settings.BASE_DIR) for _ in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]


def test_a_set_up_that_was_interrupted_is_made_again(base: Path) -> None:
    (base / "data.new").mkdir(parents=True)
    (base / "data.new" / "PG_VERSION").write_text("18\n")
    embedded_postgres.ensure(base)
    assert embedded_postgres.answers(base)


def test_files_of_another_version_are_refused_in_words(base: Path) -> None:
    embedded_postgres.ensure(base)
    embedded_postgres.stop(base)
    (base / "data" / "PG_VERSION").write_text("14\n")
    with pytest.raises(embedded_postgres.DidNotStart, match="made by PostgreSQL 14"):
        embedded_postgres.ensure(base)


def test_a_path_too_long_or_too_strange_for_a_socket_gets_a_short_folder() -> None:
    assert embedded_postgres.socket_folder(Path("/srv/roundtable")) == "/srv/roundtable"
    for strange in (Path("/srv/round table"), Path("/srv") / ("x" * 100), Path("/srv/it's")):
        assert embedded_postgres.socket_folder(strange).startswith(f"/tmp/roundtable-{os.geteuid()}-")


def test_a_folder_of_another_user_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(embedded_postgres.DidNotStart, match="belongs to another user"):
        embedded_postgres.ensure(tmp_path / "postgres")
