"""`keys`: how the keys stand, and turning them."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from accounts.actor import Actor, system_actor
from accounts.context import acting
from accounts.database_login import require_app_login
from accounts.keys.models import KeyWork
from accounts.keys.rekeying import begin_rekeying, carry_on_rekeying
from accounts.keys.selectors import AgencyKeys, agencies_with_keys, how_keys_stand, keeper_of
from accounts.keys.services import begin_rotation, carry_on_rotation
from accounts.keys.work import Outcome
from accounts.models import Agency, Partnership
from config import root_key_settings
from config.moving_root import move_root
from vault.envelope import Unreadable
from vault.provider import RootKeyRefused, RootKeyUnavailable, made_from, root

AGAIN: Final = "Run the same command again: it goes on where it stopped."


@dataclass(frozen=True)
class Step:
    """One kind of work on keys: its verbs, and the words for it."""

    begin: Callable[..., KeyWork]
    carry_on: Callable[..., Outcome]
    doing: str
    things: str
    done: str


ROTATION: Final = Step(
    begin_rotation, carry_on_rotation, "wrapping grants", "grants",
    "the key is turned, {total} grants are wrapped with it, and the old version is gone.",
)  # fmt: skip
REKEYING: Final = Step(
    begin_rekeying, carry_on_rekeying, "sealing records anew", "values",
    "{total} records are sealed under new keys, and the old keys are gone.",
)  # fmt: skip


class Command(BaseCommand):
    """Say how the keys stand, or turn them. Work goes on beside it, and it may be stopped at any point."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("status", help="whether the keys are healthy, and when they were last turned")
        verbs.add_parser("move-root", help="wrap every key with the root key that NEXT_ROOT_KEY_PROVIDER describes")
        rotate = verbs.add_parser("rotate", help="give agencies a new key, and wrap their grants with it")
        rotate.add_argument("--rekey", action="store_true", help="seal every record under a new key as well")
        which = rotate.add_mutually_exclusive_group(required=True)
        which.add_argument("--agency", metavar="CODE", help="the agency whose key is turned")
        which.add_argument("--all", action="store_true", help="every agency's")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it; every refusal is in words."""
        require_app_login()
        console = Console(file=sys.stdout, highlight=False, markup=False)
        try:
            if options["verb"] == "status":
                _print_status(console)
            elif options["verb"] == "move-root":
                _move_root(console)
            else:
                _rotate(console, options["agency"], rekey=options["rekey"])
        except (RootKeyRefused, RootKeyUnavailable, Unreadable) as fault:
            raise CommandError(f"The root key cannot be used: {fault}") from None
        except KeyboardInterrupt:
            raise CommandError(f"Stopped. {AGAIN}", returncode=130) from None


def _move_root(console: Console) -> None:
    if root_key_settings.read({}, "") == settings.NEXT_ROOT_KEY:
        raise CommandError("Set NEXT_ROOT_KEY_PROVIDER, and what that provider needs, to where the keys shall go.")
    moved = move_root(old=root(), new=made_from(settings.NEXT_ROOT_KEY, may_be_made=True))
    console.print(
        f"{moved:,} keys and seeds are wrapped by the new root key. Give ROOT_KEY_PROVIDER and its settings the values"
        " of NEXT_ROOT_KEY_…, start the servers, and keep the old root key as long as the backups made under it.",
        soft_wrap=True,
    )


def _print_status(console: Console) -> None:
    healthy = root().healthy()
    console.print("The root key can be used." if healthy else "The root key cannot be used now.")
    for actor, name in _partnerships():
        with acting(actor):
            keys = how_keys_stand(actor)
        console.print(_table(name, keys))
        to_do = [f"{one.agency.code}: {said}" for one in keys if (said := _next(one))]
        for line in to_do:
            console.print(line, soft_wrap=True)
        healthy = healthy and not to_do
    if not healthy:
        raise CommandError("Not all keys are healthy.")
    console.print("All keys are healthy.")


def _table(name: str, keys: list[AgencyKeys]) -> Table:
    table = Table("Agency", "Version", "Made", "Grants", "Data keys", title=name, title_justify="left")
    for one in keys:
        newest = one.active
        made = f"{newest.made_at:%d %B %Y}" if newest else "never"
        version = str(newest.number) if newest else "-"
        grants = sum(each.grants for each in one.versions)
        table.add_row(one.agency.code, version, made, f"{grants:,}", f"{one.data_keys:,}")
    return table


def _next(keys: AgencyKeys) -> str:
    """Say what is wrong with an agency's keys and what to do next; nothing where all is well."""
    if keys.active is None:
        return "it has no key. Bring the agency in again."
    shut = [str(version.number) for version in keys.versions if not version.opens]
    if shut:
        return f"version {', '.join(shut)} of its key does not open. Put back the root key that it was made under."
    if keys.work:
        also = " --rekey" if any(work.kind == KeyWork.Kind.REKEY for work in keys.work) else ""
        return (
            f"its keys are being turned. Where nothing works at it, run: keys rotate --agency {keys.agency.code}{also}"
        )
    if keys.old_grants or keys.old_data_keys:
        return f"{keys.old_grants + keys.old_data_keys:,} old keys are kept for what does not open. See a backup."
    return ""


def _rotate(console: Console, code: str | None, *, rekey: bool) -> None:
    chosen = [(actor, agency) for actor, agency in _agencies() if code in (None, agency.code)]
    if not chosen:
        raise CommandError(f"There is no agency with the code {code}. See `keys status` for the codes.")
    steps = (ROTATION, REKEYING) if rekey else (ROTATION,)
    outcomes = [_carried_out(console, step, actor, agency) for actor, agency in chosen for step in steps]
    if not all(outcome.finished for outcome in outcomes):
        raise CommandError(f"Not everything is finished. {AGAIN}", returncode=3)


def _carried_out(console: Console, step: Step, actor: Actor, agency: Agency) -> Outcome:
    with acting(actor):
        work = step.begin(actor=actor, agency=agency)
    with _progress(console) as progress:
        task = progress.add_task(f"{agency.code}: {step.doing}", total=None)
        outcome = step.carry_on(
            work=work, report=lambda done, total: progress.update(task, completed=done, total=total)
        )
    console.print(f"{agency.code}: {_said(step, outcome)}", soft_wrap=True)
    return outcome


def _said(step: Step, outcome: Outcome) -> str:
    if outcome.shut:
        return (
            f"{outcome.shut:,} {step.things} do not open, so their old key stays. Somebody changed them outside"
            " Roundtable: tell the agency's information-governance officer, and put them back from a backup."
        )
    if outcome.finished:
        return step.done.format(total=f"{outcome.work.total:,}")
    return f"{outcome.left:,} old keys are still needed, or something that began before is still running."


def _partnerships() -> Iterator[tuple[Actor, str]]:
    for partnership in Partnership.objects.order_by("slug"):
        yield system_actor("keys", partnership.pk), partnership.name


def _agencies() -> Iterator[tuple[Actor, Agency]]:
    for actor, _ in _partnerships():
        for agency in agencies_with_keys(actor):
            yield keeper_of(agency.pk, actor.partnership_id), agency


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
