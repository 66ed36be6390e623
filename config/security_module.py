"""A security module in software for the tests of PKCS#11: SoftHSM 2, where this machine has it."""

import os
import shutil
import subprocess
from pathlib import Path

_PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
_APT = ["apt-get", "install", "--yes", "--no-install-recommends", "softhsm2"]


def found() -> Path | None:
    """SoftHSM's library: $SOFTHSM2_MODULE, else where packages put it; None without it or its tool."""
    places = [os.environ.get("SOFTHSM2_MODULE", ""), *_PLACES]
    library = next((Path(place) for place in places if place and Path(place).exists()), None)
    return library if shutil.which("softhsm2-util") else None


def install() -> None:
    """Install it where that takes nothing but this: as root, on a machine with apt. Elsewhere its tests are skipped."""
    if found() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(_APT, capture_output=True, timeout=60, check=False)
