"""`doctor`: checks this deployment and says what to mend."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from accounts.restores.position import lost
from accounts.restores.services import accept_restore
from config.doctor import database, machine, product
from config.doctor.findings import Check, Finding, State, wrong

MACHINE: Final[tuple[Check, ...]] = (
    machine.check_settings, machine.check_files, machine.check_disk, machine.check_mail,
)  # fmt: skip
DATABASE: Final[tuple[Check, ...]] = (
    database.check_login, database.check_way, database.check_schema, database.check_walls,
    database.check_replication_role, database.check_clock, product.check_root_key, product.check_position,
    product.check_workers, product.check_backlog,
)  # fmt: skip
SIGNS: Final = {State.GOOD: "good   ", State.WARNING: "warning", State.WRONG: "WRONG  "}
NOTHING_TO_ACCEPT: Final = (
    "The database is not older than what was seen here, so there is no restore to accept. Nothing was changed."
)


class Command(BaseCommand):
    """Check a deployment. Ends with code 1 where something is wrong, and 0 where there are warnings alone."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("--json", action="store_true", help="say it as JSON")
        parser.add_argument(
            "--accept-restore", action="store_true",
            help="go on with a database restored from a backup: ends sessions, voids invitations and recovery codes",
        )  # fmt: skip

    def handle(self, *_: Any, **options: Any) -> None:
        """Look at everything, and say it."""
        if options["accept_restore"]:
            self._accept()
            return
        findings = list(all_findings())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in findings], indent=1))
        else:
            self._say(findings)
        if any(each.state == State.WRONG for each in findings):
            raise SystemExit(1)

    def _say(self, findings: list[Finding]) -> None:
        for each in findings:
            self.stdout.write(f"{SIGNS[each.state]}  {each.about}: {each.words}")
            if each.do:
                self.stdout.write(f"         Next: {each.do}")
        count = sum(each.state != State.GOOD for each in findings)
        self.stdout.write(f"\n{count or 'Nothing'} to mend.")

    def _accept(self) -> None:
        if not lost():
            raise CommandError(NOTHING_TO_ACCEPT)
        ended = accept_restore()
        self.stdout.write(
            f"Accepted. {ended} sessions ended; invitations and recovery codes are void; an alarm is in the ledger.\n"
            "What was sealed after the backup is gone. Next: start the server and the worker, and tell the agencies' "
            "information-governance officers from when to when entries are missing."
        )


def all_findings() -> Iterator[Finding]:
    """Everything that was found; a check that cannot be made is wrong itself."""
    for check in MACHINE:
        yield from _found(check)
    for check in DATABASE:
        try:
            yield from _found(check)
        except OperationalError:
            yield wrong("database", "It does not answer.", "Start PostgreSQL, and check DATABASE_URL.")
            return


def _found(check: Check) -> Iterator[Finding]:
    try:
        yield from check()
    except OperationalError:
        raise
    except Exception as fault:  # noqa: BLE001 - one check that breaks must not hide the others
        name = check.__name__.removeprefix("check_").replace("_", " ")
        yield wrong(
            name, f"It could not be checked: {type(fault).__name__}.", "Mend what is wrong, and run this again."
        )
