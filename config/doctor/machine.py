"""Settings, files, disk and mail: what the machine on which this runs gives the product."""

import shutil
import smtplib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.core.mail import get_connection

from accounts.checks import LOOPBACK
from config.doctor.findings import Finding, good, warning, wrong

GIGABYTE: Final = 1024**3
NEEDED: Final = ("built/govuk-frontend.min.css", "built/moj-frontend.min.css", "roundtable.css", "roundtable.js")


def check_settings() -> Iterator[Finding]:
    """Django's own checks of a deployment, and what is only for a demo."""
    if LOOPBACK.issuperset(settings.ALLOWED_HOSTS):
        yield warning(
            "settings", "Only this machine is served, without HTTPS.",
            "For others, set ROUNDTABLE_HOSTS to the names under which they reach it.",
        )  # fmt: skip
    for message in checks.run_checks(include_deployment_checks=settings.HTTPS):
        if message.level >= checks.WARNING and not message.is_silenced():
            yield wrong("settings", str(message.msg), str(message.hint or "See docs/configuration.md."))
    if settings.DEMO:
        yield warning("settings", "This is the demo: everybody's second factor is shown.", "Unset ROUNDTABLE_DEMO.")
    yield good("settings", "Django's checks of the settings have been run.")


def check_files() -> Iterator[Finding]:
    """Style sheets and scripts."""
    missing = [name for name in NEEDED if finders.find(name) is None]
    if missing:
        do = "Copy static/built from a clone in which this was run, without this environment: manage.py demo --no-serve"
        yield wrong("static files", f"Missing: {', '.join(missing)}.", do)
    else:
        yield good("static files", "Style sheets and scripts are there.")


def check_disk() -> Iterator[Finding]:
    """Room where keys and, without a mail server, messages are kept."""
    folder = next(each for each in (Path(settings.RUN_DIR), *Path(settings.RUN_DIR).parents) if each.exists())
    usage = shutil.disk_usage(folder)
    said = f"{usage.free / GIGABYTE:.1f} GB of {usage.total / GIGABYTE:.1f} GB are free."
    if usage.free < GIGABYTE:
        yield wrong("disk", said, f"Make room on the disk of {folder}.")
    elif usage.free < usage.total / 10:
        yield warning("disk", said, f"Make room on the disk of {folder}.")
    else:
        yield good("disk", said)


def check_mail() -> Iterator[Finding]:
    """Whether the mail server lets us in; nothing is sent."""
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        yield warning(
            "mail", "No mail server is set: messages to staff are kept as files and reach nobody.",
            "Set ROUNDTABLE_MAIL_URL.",
        )  # fmt: skip
        return
    try:
        get_connection().open()
    except (OSError, smtplib.SMTPException) as fault:
        yield wrong(
            "mail", f"The mail server does not let us in: {type(fault).__name__}.", "Check ROUNDTABLE_MAIL_URL."
        )
    else:
        yield good("mail", "The mail server lets us in.")
