"""`import_cases`: open cases, leads, notes, actions and people of an earlier system into an agency's records."""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from accounts.actor import Actor
from accounts.context import acting
from accounts.database_login import require_app_login
from accounts.people.selectors import teams_of_agency
from casework.case_import.lines import Fate, Line, PlannedSheet, reconciled
from casework.case_import.mapping import problems_of, read_mapping, settled
from casework.case_import.models import CaseImport
from casework.case_import.options import Options
from casework.case_import.people import ADD, LEAVE, SAME
from casework.case_import.planning import Plan, plan_import
from casework.case_import.preview import WORDS
from casework.case_import.rejected import rejected_rows
from casework.case_import.selectors import remembered_sheets
from casework.case_import.services import NotReconciled, UnderWay, begin_from_files, stop
from casework.case_import.sheets import Everything, SheetMapping, read_everything
from casework.case_import.work import UNEVEN, Undecided, bring_in
from casework.importing.asking import plain, print_rows
from casework.importing.mapping import MappingRefused
from casework.importing.selectors import UnknownAgency, importer_for
from casework.importing.table import FileRefused
from casework.people.folding import fold

EVERY: Final = {"refuse": "", "add": ADD, "skip": LEAVE, "same": SAME}
NOTHING: Final = "Nothing was brought in."
STOPPED: Final = "Stopped. What was brought in stays: run it again with --resume to go on, nothing is doubled."
UNFINISHED: Final = "An earlier run did not finish, or one is at work now. Give --resume to go on with it."


class Command(BaseCommand):
    """Bring in cases of an earlier system. A second run of the same files adds nothing."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("files", nargs="+", type=Path, help="one workbook (.xlsx) with a sheet each, or CSV files")
        parser.add_argument("--agency", required=True, metavar="CODE", help="the agency whose records they become")
        parser.add_argument("--partnership", metavar="SLUG", help="needed where the agency serves several")
        parser.add_argument("--source", default="earlier system", help="which old system the references are of")
        parser.add_argument("--team", metavar="TITLE", help="the team that gets cases which name no lead and no team")
        parser.add_argument("--map", type=Path, metavar="MAPPING", help="JSON: sheets, columns, and who is who")
        parser.add_argument("--dry-run", action="store_true", help="show what would happen, and stop")
        parser.add_argument("--skip-bad-rows", action="store_true", help="bring the rest in where rows are rejected")
        parser.add_argument("--rejected", type=Path, metavar="FILE", help="write the rows left out to this workbook")
        parser.add_argument("--resume", action="store_true", help="go on with a run that did not finish")
        parser.add_argument(
            "--duplicates", choices=sorted(EVERY), default="refuse",
            help="people who may be there already: refuse to go on, add them as new, skip them with their cases, "
            "or take them for the same where there is only one",
        )  # fmt: skip

    def handle(self, *_: Any, **options: Any) -> None:
        """Plan, refuse in words what is not decided, bring in, and print numbers that come out even."""
        require_app_login()
        try:
            _Run(options).go()
        except UnknownAgency as unknown:
            raise CommandError(f"{unknown} {NOTHING}") from None
        except FileRefused as refused:
            raise CommandError(f"{plain(refused.message)} {NOTHING}") from None
        except MappingRefused as refused:
            raise CommandError("\n".join((*map(plain, refused.problems), NOTHING))) from None
        except UnderWay:
            raise CommandError(UNFINISHED) from None
        except NotReconciled:
            raise CommandError(UNEVEN) from None
        except Undecided:
            raise CommandError(f"People were added meanwhile who may be the same. {STOPPED}") from None
        except KeyboardInterrupt:
            raise CommandError(STOPPED, returncode=130) from None


class _Run:
    """One run of the command."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._said = options
        self._console = Console(file=sys.stdout, highlight=False, markup=False)
        self._actor = importer_for(options["agency"], options["partnership"])

    def go(self) -> None:
        """From the files to the numbers."""
        everything = read_everything([(path.name, path) for path in self._said["files"]])
        told = _told(self._said["map"])
        with acting(self._actor):
            mappings = _mappings(self._actor, everything, told)
            options = _options(self._actor, self._said, told)
            plan = plan_import(self._actor, everything, mappings, options)
        self._print(plan.sheets, plan)
        _write_rejected(self._said["rejected"], plan)
        self._require_decided(plan)
        if self._said["dry_run"]:
            self._console.print(f"This was a trial. {NOTHING}")
            return
        with acting(self._actor):
            batch, run = begin_from_files(actor=self._actor, source=options.source, resume=self._said["resume"])
        self._finished(*self._work(batch, run, everything, mappings, options))

    def _work(
        self, batch: CaseImport, run: UUID, everything: Everything, mappings: Sequence[SheetMapping], options: Options
    ) -> tuple[CaseImport, Plan]:
        with _progress(self._console) as progress:
            task = progress.add_task("Rows brought in", total=None)
            try:
                return bring_in(
                    self._actor, batch.pk, run, everything, mappings, options,
                    lambda done, total: progress.update(task, completed=done, total=total),
                )  # fmt: skip
            except BaseException:
                with acting(self._actor):
                    stop(actor=self._actor, import_id=batch.pk, run=run, words=STOPPED)
                raise

    def _finished(self, batch: CaseImport, plan: Plan) -> None:
        _write_rejected(self._said["rejected"], plan)
        for sheet in plan.sheets:
            self._console.print(f"{plain(sheet.name)}: {_even(reconciled(sheet.lines))}", soft_wrap=True)
        even = _even(reconciled(plan.lines))
        self._console.print(f"Import {batch.reference}: {even}. Checked in the database.", soft_wrap=True)

    def _print(self, sheets: Sequence[PlannedSheet], plan: Plan) -> None:
        for sheet in sheets:
            counts = ", ".join(
                f"{WORDS[Fate(fate)].lower()} {count:,}" for fate, count in sheet.counts().items() if count
            )
            self._console.print(f"{plain(sheet.name)} is read as {sheet.kind.label.lower()}: {counts}", soft_wrap=True)
        for note in (*plan.notes, *(note for sheet in sheets for note in sheet.notes)):
            self._console.print(plain(note), soft_wrap=True)

    def _require_decided(self, plan: Plan) -> None:
        asked = [line for line in plan.lines if line.fate is Fate.ASK]
        bad = [line for line in plan.lines if line.fate is Fate.REJECTED]
        if bad:
            print_rows(self._console, [_where(line) for line in bad])
        if bad and not self._said["skip_bad_rows"] and not self._said["dry_run"]:
            raise CommandError(f"{_count(bad)} rejected. {NOTHING} Correct them, or give --skip-bad-rows for the rest.")
        if asked and not self._said["dry_run"]:
            numbers = ", ".join(str(line.row.number) for line in asked[:50])
            raise CommandError(
                f"{_count(asked)} people who may be there already (rows {numbers}). {NOTHING} "
                "Choose --duplicates add, skip or same, or decide one by one on the page."
            )


def _told(path: Path | None) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        text = path.read_bytes()
    except OSError:
        raise MappingRefused("The mapping file cannot be opened. Check its name, and that you may read it.") from None
    return read_mapping(text)


def _mappings(actor: Actor, everything: Everything, told: Mapping[str, Any]) -> list[SheetMapping]:
    known = {} if told else remembered_sheets(actor, {one.name: one.header for one in everything.sheets})
    mappings = settled(everything.sheets, told, known)
    problems = problems_of(everything.sheets, mappings)
    if problems:
        raise MappingRefused(*problems)
    return mappings


def _options(actor: Actor, said: Mapping[str, Any], told: Mapping[str, Any]) -> Options:
    team = None
    if said["team"]:
        team = next((one for one in teams_of_agency(actor) if fold(one.title) == fold(said["team"])), None)
        if team is None:
            titles = ", ".join(one.title for one in teams_of_agency(actor))
            raise CommandError(f"The agency has no such team. Its teams are: {titles}. {NOTHING}")
    return Options(source=said["source"], team=team, meant=told.get("people", {}), every=EVERY[said["duplicates"]])


def _write_rejected(path: Path | None, plan: Plan) -> None:
    content = rejected_rows(plan.sheets) if path else None
    if path and content:
        try:
            path.write_bytes(content)
        except OSError:
            raise CommandError(
                f"The rows left out cannot be written to that file. Check the folder. {NOTHING}"
            ) from None


def _even(counts: Mapping[str, int]) -> str:
    return (
        f"{counts['read']:,} rows read = {counts['added']:,} added + {counts['unchanged']:,} already here "
        f"+ {counts['rejected']:,} rejected + {counts['left_out']:,} left out"
    )


def _where(line: Line) -> str:
    return f"{line.kind.label}, row {line.row.number}: {line.why}"


def _count(lines: Sequence[Line]) -> str:
    return "1 row is" if len(lines) == 1 else f"{len(lines):,} rows are"


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
