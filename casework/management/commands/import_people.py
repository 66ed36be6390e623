"""`import_people`: people of a CSV file or workbook into an agency's records, all or none."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from accounts.actor import Actor
from accounts.context import acting
from accounts.database_login import require_app_login
from casework.importing.asking import Stopped, ask_about, plain, print_plan, print_rows
from casework.importing.decisions import Choice, Decisions, NotDecided, settle
from casework.importing.mapping import ColumnMapping, MappingRefused, mapping_from_json
from casework.importing.models import ImportedFile
from casework.importing.planning import Plan, plan_file
from casework.importing.reading import open_table
from casework.importing.selectors import UnknownAgency, importer_for, suggested_mapping
from casework.importing.services import import_people
from casework.importing.table import FileRefused

EVERY: Final = {"ask": None, "add": Choice.ADD, "skip": Choice.LEAVE}
NOTHING: Final = "Nothing was brought in."


class Command(BaseCommand):
    """Bring people in from a file. Nobody is merged, and a second run of the same file adds nobody."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("file", type=Path, help="a CSV file or an Excel workbook (.xlsx) with a row of headings")
        parser.add_argument("--agency", required=True, metavar="CODE", help="the agency whose records they become")
        parser.add_argument("--partnership", metavar="SLUG", help="needed where the agency serves several")
        parser.add_argument("--map", type=Path, metavar="MAPPING", help='JSON such as {"Surname": "family_name"}')
        parser.add_argument("--dry-run", action="store_true", help="show what would happen, and stop")
        parser.add_argument("--skip-bad-rows", action="store_true", help="leave rows with problems out")
        parser.add_argument(
            "--duplicates", choices=sorted(EVERY), default="ask",
            help="rows that may be somebody already there: ask (at a terminal), add them as new people, or skip them",
        )  # fmt: skip

    def handle(self, *_: Any, **options: Any) -> None:
        """Plan, ask where that is needed, and bring in; every refusal is in words and changes nothing."""
        require_app_login()
        try:
            self._bring_in(**options)
        except UnknownAgency as unknown:
            raise CommandError(f"{unknown} {NOTHING}") from None
        except FileRefused as refused:
            raise CommandError(f"{refused.message} {NOTHING}") from None
        except MappingRefused as refused:
            raise CommandError("\n".join((*map(plain, refused.problems), NOTHING))) from None
        except (KeyboardInterrupt, Stopped):
            raise CommandError(f"Stopped. {NOTHING}", returncode=130) from None

    def _bring_in(self, **options: Any) -> None:
        actor = importer_for(options["agency"], options["partnership"])
        console = Console(file=sys.stdout, highlight=False, markup=False)
        path: Path = options["file"]
        with acting(actor):
            mapping = _mapping(actor, path, options["map"])
            plan = plan_file(actor, path, path.name, mapping)
        decisions = Decisions(every=EVERY[options["duplicates"]], skip_bad=options["skip_bad_rows"])
        if options["dry_run"]:
            print_plan(console, plan, mapping)
        decisions = self._settled(console, plan, decisions, options)
        if options["dry_run"]:
            console.print(f"This was a trial. {NOTHING}")
            return
        with _progress(console) as progress:
            task = progress.add_task("Adding people", total=None)
            with acting(actor):
                file = import_people(
                    actor=actor, source=path, name=path.name, mapping=mapping, decisions=decisions,
                    report=lambda done, total: progress.update(task, completed=done, total=total),
                )  # fmt: skip
        console.print(_said(file), soft_wrap=True)

    def _settled(self, console: Console, plan: Plan, decisions: Decisions, options: dict[str, Any]) -> Decisions:
        """Ask about what is open where somebody is there to answer; otherwise refuse, and say which option to give."""
        try:
            settle(plan.rows, decisions)
        except NotDecided as open_rows:
            if open_rows.bad:
                print_rows(console, [str(problem) for row in open_rows.bad for problem in row.problems])
                raise CommandError(_bad(len(open_rows.bad))) from None
            if options["dry_run"] or not (console.is_terminal and sys.stdin.isatty()):
                raise CommandError(_undecided([row.number for row in open_rows.undecided])) from None
            return ask_about(console, open_rows.undecided, decisions)
        return decisions


def _said(file: ImportedFile) -> str:
    people = "person" if file.added == 1 else "people"
    numbers = f"{file.unchanged:,} already here, {file.left_out:,} left out of {file.total:,} rows"
    return f"{file.added:,} {people} added, {numbers}."


def _mapping(actor: Actor, path: Path, given: Path | None) -> ColumnMapping:
    with open_table(path, name=path.name) as table:
        header = table.header
    if given is None:
        return suggested_mapping(actor, header)[0]
    try:
        text = given.read_bytes()
    except OSError:
        raise MappingRefused("The mapping file cannot be opened. Check its name, and that you may read it.") from None
    return mapping_from_json(text, header)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _bad(count: int) -> str:
    rows = "1 row has" if count == 1 else f"{count:,} rows have"
    return f"{rows} problems. {NOTHING} Correct the file, or leave such rows out with --skip-bad-rows."


def _undecided(rows: list[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:50])
    more = f" and {len(rows) - 50:,} more" if len(rows) > 50 else ""  # noqa: PLR2004 - as many as shown
    word = "Row" if len(rows) == 1 else "Rows"
    return (
        f"{word} {shown}{more} may be somebody who is already there. {NOTHING} "
        "Choose --duplicates skip to leave them out or --duplicates add to add them, or answer at a terminal."
    )
