"""`benchmark`: the product measured against peers and raw bounds, on invented people in a database of its own."""

import json
import os
import platform
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import django
import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from config.benchmarks import case_list, case_page, decisions, encryption, leakage, rekeying, search
from config.benchmarks.figures import Figure
from config.benchmarks.scratch import NoScratch, scratch_database

SCALES: Final = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
BENCHMARKS: Final[Mapping[str, Callable[[int, Callable[[int], None]], list[Figure]]]] = {
    "case_list": case_list.run,
    "case_page": case_page.run,
    "search": search.run,
    "encryption": encryption.run,
    "leakage": leakage.run,
    "rekeying": rekeying.run,
    "decide": decisions.run,
}
NO_DATABASE: Final = {"decide"}
"""What is measured without a database."""


class Command(BaseCommand):
    """Measure, print every figure beside its bound, and write them to a file where one is named."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(BENCHMARKS)} (default: all)")
        parser.add_argument("--scale", choices=SCALES, default="10k", help="how many people or cases (default 10k)")
        parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")

    def handle(self, *_: Any, **options: Any) -> None:
        """Run each benchmark, in a fresh database where it needs one."""
        names: Sequence[str] = options["names"] or list(BENCHMARKS)
        if unknown := [name for name in names if name not in BENCHMARKS]:
            raise CommandError(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.")
        if options["json"] and not options["json"].parent.is_dir():
            raise CommandError(
                "The figures cannot be written to that file: its folder is not there. Nothing was measured."
            )
        console, told = Console(), Console(stderr=True)
        report: dict[str, Any] = {"scale": options["scale"], "benchmarks": {}}
        for name in names:
            try:
                figures = self._measured(name, SCALES[options["scale"]], told, report)
            except NoScratch as refusal:
                raise CommandError(str(refusal)) from refusal
            console.print(table(f"{name} at {options['scale']}", figures))
            report["benchmarks"][name] = [figure.as_json() for figure in figures]
        console.print(f"{report['machine']}; {report['versions']}", soft_wrap=True)
        if options["json"]:
            options["json"].write_text(json.dumps(report, indent=2) + "\n")

    def _measured(self, name: str, scale: int, told: Console, report: dict[str, Any]) -> list[Figure]:
        where = nullcontext() if name in NO_DATABASE else scratch_database()
        with where, Progress(console=told, transient=True) as progress:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            report |= {"at": at, **surroundings("" if name in NO_DATABASE else _server())}
            task = progress.add_task(f"Loading for {name}", total=scale)
            return BENCHMARKS[name](scale, lambda more: progress.advance(task, more))


def _server() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    return f", psycopg {psycopg.__version__}, PostgreSQL {version}"


def surroundings(server: str) -> dict[str, str]:
    """The machine and the versions that the figures hold for."""
    return {
        "machine": f"{os.cpu_count()} processors, {platform.machine()}, {platform.system()} {platform.release()}",
        "versions": f"Python {platform.python_version()}, Django {django.__version__}{server}",
    }


def table(title: str, figures: Sequence[Figure]) -> Table:
    """Every figure with its peer, their ratio, and whether the goal is met."""
    shown = Table(title=title)
    for heading in ("what", "measured", "peer or bound", "ratio", "goal"):
        shown.add_column(heading)
    for one in figures:
        peer = "" if one.peer_value is None else f"{one.peer}: {one.peer_value:,.3f} {one.unit}"
        ratio = "" if one.ratio is None else f"{one.ratio:,.2f}x"
        shown.add_row(one.name, f"{one.value:,.3f} {one.unit}".rstrip(), peer, ratio, goal_in_words(one))
    return shown


def goal_in_words(one: Figure) -> str:
    """The goal, and whether it is met; empty where there is none."""
    if one.limit is None:
        return ""
    bound = f"{'at least' if one.at_least else 'at most'} {one.limit:g}"
    return f"{one.goal}: {bound}: {'met' if one.met else 'MISSED'}"
